from typing import Any

from django.core.management.base import BaseCommand

from home.demo.removing import remove


class Command(BaseCommand):
    help = "Takes the demo archive out again and leaves everything that somebody made."

    def handle(self, *args: Any, **options: Any) -> None:
        remover = remove(self.stdout)
        counts = ", ".join(f"{count} {kind}" + "s" * (count > 1) for kind, count in remover.removed.items())
        self.stdout.write(f"Removed: {counts}." if counts else "There was no demo to remove.")
        self.stdout.write("\n".join(remover.kept))
