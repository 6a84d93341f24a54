from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wordpress.importing.progress import Progress
from wordpress.importing.run import run_import
from wordpress.models import ImportRun


class Command(BaseCommand):
    help = "Moves a blog in from WordPress."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", help="exports: .xml, .xml.gz or .zip")

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.create(files=options["files"])
        run_import(run, Progress())
        import json
        self.stdout.write(json.dumps(run.report, indent=1, ensure_ascii=False))
