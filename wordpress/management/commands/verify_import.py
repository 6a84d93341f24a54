import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http.request import split_domain_port, validate_host
from tqdm import tqdm

from wordpress.addresses.asking import asking_at, asking_here
from wordpress.addresses.blogs import MovedBlog, moved_blogs
from wordpress.addresses.expecting import Expectations
from wordpress.addresses.verifying import Verified, Verifier
from wordpress.models import ImportRun

FAULTS_SHOWN = 50


class Command(BaseCommand):
    help = "Asks the site for every address the old blog had, and says which of them don’t answer as they should."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--run", type=int, default=0, help="only what this run brought: its number")
        parser.add_argument("--base-url", default="", help="ask the site that runs there: http://127.0.0.1:8000")
        parser.add_argument("--report", type=Path, help="write what was found into this file, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Verified()
        for moved in _blogs_of(options["run"]):
            root, ask = _site(moved, options["base_url"].rstrip("/"))
            verifier = Verifier(root, ask)
            expected = Expectations(moved, options["run"])
            for group in tqdm(expected.groups(), total=expected.count, unit=" items", disable=None):
                for check in group:
                    verifier.verify(check)
            found.done.update(verifier.verified.done)
            found.faults += verifier.verified.faults
        self._tell(found, options["report"])

    def _tell(self, found: Verified, report: Path | None) -> None:
        if report:
            _write(found, report)
        self.stdout.write(
            f"{found.done.total()} old addresses: {found.done['led']} lead on in one step, {found.done['here']} are "
            f"the same here, {found.done['nothing']} tell nothing, as they should, {found.done['wrong']} are wrong."
        )
        for fault in found.faults[:FAULTS_SHOWN]:
            self.stdout.write(fault)
        if len(found.faults) > FAULTS_SHOWN:
            self.stdout.write(f"… and {len(found.faults) - FAULTS_SHOWN} more: see all of them with --report FILE.")
        if found.faults:
            raise CommandError("Not every old address answers as it should.")


def _blogs_of(run: int) -> list[MovedBlog]:
    blogs = moved_blogs()
    if run:
        made = ImportRun.objects.filter(pk=run).first()
        if made is None:
            raise CommandError(f"There is no run number {run}. Leave --run away to ask for everything.")
        blogs = [moved for moved in blogs if moved.key == made.blog_id]
    if not blogs:
        raise CommandError("No old blog has moved in here, or the blog that it moved to is not published.")
    return blogs


def _site(moved: MovedBlog, base_url: str) -> tuple[str, Any]:
    if base_url:
        if urlsplit(base_url).scheme not in ("http", "https") or not urlsplit(base_url).hostname:
            raise CommandError("Give --base-url as a whole address: http://127.0.0.1:8000")
        return base_url, asking_at(base_url)
    site = moved.blog.get_site()
    root = site.root_url if site else ""
    if not validate_host(split_domain_port(urlsplit(root).netloc)[0], settings.ALLOWED_HOSTS):
        raise CommandError(f"The site’s address {root} is none of ALLOWED_HOSTS. Correct either, or give --base-url.")
    return root, asking_here()


def _write(found: Verified, report: Path) -> None:
    try:
        report.write_text(
            json.dumps({"addresses": dict(found.done), "wrong": found.faults}, ensure_ascii=False, indent=1)
        )
    except OSError as error:
        raise CommandError(f"The report can’t be written: {error.strerror}. Give another file.") from error
