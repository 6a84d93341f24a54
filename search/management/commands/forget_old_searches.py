from typing import Any

from django.core.management.base import BaseCommand

from search.log import forget_old


class Command(BaseCommand):
    help = "Deletes what readers looked for longer ago than the search settings keep it. The worker does it every day."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_old()
