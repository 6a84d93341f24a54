import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wordpress.importing.holding import AnotherRun, CannotRun, TakenOver, ToBeStopped
from wordpress.importing.options import KINDS, Options
from wordpress.importing.run import run_import
from wordpress.importing.scanning import scan
from wordpress.importing.showing import progress_on, stoppable
from wordpress.importing.starting import last_unfinished, run_for, run_to_undo
from wordpress.importing.undoing import undo
from wordpress.models import ImportRun
from wordpress.report_pages import write_html
from wordpress.wxr.reading import NotAnExport

SENTENCES = (AnotherRun, CannotRun, NotAnExport, TakenOver)
TO_CHECK = 2  # the exit code of an import that came to its end with something to look at


class Command(BaseCommand):
    help = (
        "Moves a blog in from WordPress. Safe to run again: what came over is not brought twice, and what was edited "
        "here is left alone. Ends with 0 if all is well, 1 if nothing came over, 2 if something needs your eyes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", help="exports of one blog: .xml, .xml.gz or .zip")
        parser.add_argument("--dry-run", action="store_true", help="say what is in it, and write nothing")
        parser.add_argument("--into", default="", metavar="SLUG", help="the blog that posts go to, of several")
        parser.add_argument("--media-dir", default="", metavar="DIR", help="a copy of wp-content/uploads, or its .zip")
        parser.add_argument("--download", action="store_true", help="fetch files from the old blog")
        parser.add_argument("--only", default=[], type=_kinds, metavar="posts,pages,media", help="bring only these")
        parser.add_argument("--limit", type=int, metavar="N", help="bring no more than N posts and N pages")
        parser.add_argument("--since", default="", metavar="DATE", help="posts and pages from that day on: 2015-01-31")
        parser.add_argument("--author", default=[], action="append", type=_pair, metavar="LOGIN=SLUG")
        parser.add_argument("--type", default=[], action="append", type=_pair, metavar="TYPE=post|page")
        parser.add_argument("--private", default="draft", choices=["draft", "login"], help="what private posts become")
        parser.add_argument("--credits", default="lift", choices=["lift", "suggest", "off"])
        parser.add_argument("--on-edited", default="skip", choices=["skip", "overwrite"])
        parser.add_argument("--include-trash", action="store_true", help="what was in the bin comes as drafts")
        parser.add_argument("--recreate", action="store_true", help="what was deleted here comes again")
        parser.add_argument("--report", metavar="DIR", help="write report.html and report.json there")
        parser.add_argument("--resume", action="store_true", help="go on with the import that was interrupted")
        parser.add_argument("--undo", type=int, metavar="RUN", help="take back what that import made")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = progress_on(sys.stderr)
        try:
            with stoppable(progress):
                self._do(options, progress)
        except SENTENCES as error:
            progress.close()
            raise CommandError(str(error) or "Another process has gone on with this import.") from error
        except ToBeStopped:
            progress.close()
            raise CommandError("Stopped. What came over so far is there. To go on: import_wordpress --resume") from None

    def _do(self, options: dict[str, Any], progress: Any) -> None:
        if options["undo"]:
            return self._undo(run_to_undo(options["undo"]), progress)
        if options["dry_run"]:
            found = scan(_files(options), _chosen(options), progress)
            progress.close()
            return self._tell(found.as_json(), options, ImportRun(options=_chosen(options).as_json()))
        run = last_unfinished() if options["resume"] else run_for(_files(options), _chosen(options))
        run_import(run, progress)
        progress.close()
        self._tell(run.report, options, run)
        self.stdout.write(f"To take all of it back: import_wordpress --undo {run.pk}")
        if run.report["to_check_count"] or run.report["warnings"]:
            sys.exit(TO_CHECK)
        return None

    def _tell(self, report: dict[str, Any], options: dict[str, Any], run: ImportRun) -> None:
        self.stdout.write("\n".join([*report["summary"], *report["warnings"]]))
        if options["report"]:
            folder = Path(options["report"])
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "report.json"
            path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            write_html(report, run, folder / "report.html")
            self.stdout.write(f"The whole report: {folder / 'report.html'}, and for programs: {path}")

    def _undo(self, run: ImportRun, progress: Any) -> None:
        undone = undo(run, progress)
        progress.close()
        removed = ", ".join(f"{count} × {kind}" for kind, count in undone.removed.items()) or "nothing"
        self.stdout.write("\n".join([f"Removed: {removed}.", *undone.kept]))


def _files(options: dict[str, Any]) -> list[str]:
    if not options["files"]:
        raise CannotRun("Name the file that WordPress exported (Tools → Export → All content).")
    return [str(Path(name).absolute()) for name in options["files"]]


def _chosen(options: dict[str, Any]) -> Options:
    named = {"authors": dict(options["author"]), "types": dict(options["type"])}
    media = {"media_dir": str(Path(options["media_dir"]).absolute()) if options["media_dir"] else ""}
    chosen: dict[str, Any] = {field.name: options.get(field.name) for field in fields(Options)}
    return Options(**chosen | named | media)


def _kinds(text: str) -> list[str]:
    kinds = [kind.strip() for kind in text.split(",") if kind.strip()]
    if unknown := set(kinds) - KINDS.keys():
        raise ArgumentTypeError(f"{', '.join(sorted(unknown))}: name some of {', '.join(KINDS)}")
    return kinds


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise ArgumentTypeError(f"“{text}”: write it as name=value")
    return name, value
