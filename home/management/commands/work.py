from typing import Any

from django.core.management.base import BaseCommand

from home.worker import BackgroundWorker


class Command(BaseCommand):
    help = "Does the background work until it is stopped: tasks, and each minute what is due to be published."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = BackgroundWorker()
        worker.configure_signals()
        worker.run()
