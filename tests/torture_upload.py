"""Uploads hard files through the admin's own form, in a process of its own, so that its memory can be told.

``DATABASE_URL`` names the database, the only argument a folder with one folder for each file, called after its number:
in it the file, under the name that it is uploaded by. Prints what became of each, and the most memory that was used.
"""

import json
import sys
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

# One of the places that have every format, and the one with a JPEG alone. In the others only the sizes differ.
PLACES = ("thumbnail", "sharing")


def outcome(client, path):
    title = path.parent.name
    form = {"title": title, "file": SimpleUploadedFile(path.name, path.read_bytes())}
    answer = client.post("/admin/images/add/", form)
    return {"status": answer.status_code, "errors": errors(answer), "fields": fields(title)}


def errors(answer):
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    return [words(error) for error in page.select(".error-message, .w-field__errors p")]


def fields(title):
    image = CustomImage.objects.filter(title=title).first()
    if image is None:
        return None
    make_renditions.enqueue(image.pk, list(PLACES))
    return {name: getattr(image, name) for name in FACTS if name in image.from_file}


def peak():
    """The most kilobytes that this process ever held."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1])


def main():
    setup_test_environment()
    call_command("migrate", verbosity=0)
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("torturer"))
    files = sorted(Path(sys.argv[1]).glob("*/*"), key=lambda path: int(path.parent.name))
    outcomes = [outcome(client, path) for path in files]
    statuses = [client.get(f"/admin/images/?p={page}").status_code for page in (1, 2)]
    megabytes = peak() / 1024
    json.dump({"outcomes": outcomes, "lists": statuses, "megabytes": megabytes}, sys.stdout)


if __name__ == "__main__":
    main()
