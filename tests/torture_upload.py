"""Uploads the whole torture set through the admin's own form, in a process of its own, so that its memory can be told.

``DATABASE_URL`` names the database. Prints what became of each file, and the most memory that was used.
"""

import json
import sys
import time
from pathlib import Path

import django

django.setup()

from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

from images.models import CustomImage
from images.prefill import FACTS
from images.tasks import make_renditions
from tests.reading import words
from tests.torture import TORTURE

# Where readers meet a picture: each place in all formats.
PLACES = ("thumbnail", "sharing")


def outcome(client, name):
    began = time.monotonic()
    hard = TORTURE[name]
    form = {"title": name, "file": SimpleUploadedFile(hard.name, hard.content)}
    answer = client.post("/admin/images/add/", form)
    return {
        "status": answer.status_code,
        "errors": errors(answer),
        "fields": fields(name),
        "seconds": time.monotonic() - began,
    }


def errors(answer):
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    return [words(error) for error in page.select(".error-message, .w-field__errors p")]


def fields(title):
    image = CustomImage.objects.filter(title=title).first()
    if image is None:
        return None
    make_renditions.enqueue(image.pk, list(PLACES))
    return {name: getattr(image, name) for name in FACTS if name in image.from_file}


def forget_peak():
    Path("/proc/self/clear_refs").write_text("5")


def peak():
    """The most kilobytes that this process held since then."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1])


def main():
    setup_test_environment()
    call_command("migrate", verbosity=0)
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("torturer"))
    forget_peak()  # the making of the files takes more than they do
    outcomes = {name: outcome(client, name) for name in TORTURE}
    statuses = [client.get(f"/admin/images/?p={page}").status_code for page in (1, 2)]
    megabytes = peak() / 1024
    json.dump({"outcomes": outcomes, "lists": statuses, "megabytes": megabytes}, sys.stdout)


if __name__ == "__main__":
    main()
