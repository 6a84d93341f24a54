"""What an owner does at *Move in from WordPress*: sends files, rehearses, starts."""

import zipfile
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.reading import read
from tests.wordpress_runs import old_blog, pictures
from wordpress.models import ImportRun

PAGE = "/admin/move-in/"
FOLDER = "0123456789abcdef" * 2
CHOSEN = {"folder": FOLDER, "credits": "lift", "private": "draft"}
READ_ONLY = ["", "{run}/", "{run}/progress/", "{run}/report.json", "{run}/report.html", "{run}/undo/"]
CHANGING = ["send/exports/"] + [
    "{run}/" + action + "/" for action in "start try-again go-on stop undo/now delete-files remove".split()
]
TAGGED = "<script>alert(1)</script>"


def sent(path: Path, name: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name or path.name, path.read_bytes())


def rehearse(client, *files, **chosen):
    return client.post(PAGE, CHOSEN | {"exports": list(files)} | chosen)


def rehearsed(client, *files, **chosen) -> ImportRun:
    answer = rehearse(client, *files, **chosen)
    assert answer.status_code == 302, errors(answer)
    return ImportRun.objects.first()


def started(client, rehearsal) -> ImportRun:
    client.post(f"{PAGE}{rehearsal.pk}/start/")
    return ImportRun.objects.first()


def moved_in(client, folder, *more, **changed) -> ImportRun:
    return started(client, rehearsed(client, sent(old_blog(folder, *more, **changed))))


def errors(answer) -> str:
    return " ".join(part.get_text(" ", strip=True) for part in read(answer).select(".error-message"))


def page_of(client, run):
    return read(client.get(f"{PAGE}{run.pk}/"))


def uploads(folder: Path) -> Path:
    path = folder / "uploads.zip"
    root = pictures(folder)
    with zipfile.ZipFile(path, "w") as archive:
        for file in root.rglob("*.jpg"):
            archive.write(file, f"wp-content/uploads/{file.relative_to(root)}")
    return path


def addresses(run) -> list[str]:
    return [PAGE + address.format(run=run.pk) for address in READ_ONLY + CHANGING]
