from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from home.demo.progress import shown
from images.models import CustomImage
from images.signing_again import Outcome, sign_again


class Command(BaseCommand):
    help = (
        "Writes into the public files of all pictures who made them, and takes out where and with what: "
        "once for pictures from before. Safe to run again, and while the site is in use."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        keys = list(CustomImage.objects.filter(renditions__isnull=False).order_by("pk").distinct().values_list("pk"))
        done: Counter[Outcome] = Counter()
        for (key,) in shown(keys, "Pictures", self.stdout):
            if image := CustomImage.objects.filter(pk=key).first():
                done.update(self._outcomes(image))
        signed = done[Outcome.SIGNED]
        self.stdout.write(f"{signed} files of {len(keys)} pictures were signed; {done[Outcome.RIGHT_BEFORE]} had been.")
        if again := done[Outcome.MADE_AGAIN]:
            self.stdout.write(f"{again} files were lost or damaged, and have been made again.")
        if lost := done[Outcome.LOST]:
            self.stdout.write(f"{lost} files were lost or out of date, and are made when somebody asks for them.")

    def _outcomes(self, image: CustomImage) -> list[Outcome]:
        try:
            return sign_again(image)
        except OSError as error:  # the next one may be at another place
            self.stderr.write(f"Picture {image.pk} (“{image.title}”) is left as it was: {error}")
            return []
