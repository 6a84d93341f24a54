from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo.reading import DemoError, read
from home.demo.sign_ins import sign_in_file
from home.demo.writing import load, somebodys_posts


class Command(BaseCommand):
    help = "Brings the demo archive in: posts, pictures, authors and three sign-ins. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--even-so", action="store_true", help="also where there are posts of your own")

    def handle(self, *args: Any, **options: Any) -> None:
        others = somebodys_posts().count()
        if others and not options["even_so"]:
            raise CommandError(f"{others} posts here are not the demo’s. To add it beside them, say --even-so.")
        try:
            keeper = load(read(), self.stdout)
        except DemoError as error:
            raise CommandError(str(error)) from error
        counts = ", ".join(f"{keeper.counts[kind]} {kind}" for kind in ("new", "changed", "unchanged"))
        self.stdout.write("\n".join([f"The demo is in: {counts}.", *keeper.remarks]))
        if sign_in_file().exists():
            self.stdout.write(f"Sign in with one of these (kept in {sign_in_file()}):\n{sign_in_file().read_text()}")
