from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from bench.archive import create_archive


class Command(BaseCommand):
    help = "Adds believable posts from 2006 to today, many at once: for benchmarks and tests of scale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--posts", type=int, required=True, help="how many")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same posts")
        parser.add_argument("--without-index", action="store_true", help="leave that to update_index")

    def handle(self, *args: Any, **options: Any) -> None:
        create_archive(options["posts"], options["seed"], self.stdout, indexed=not options["without_index"])
