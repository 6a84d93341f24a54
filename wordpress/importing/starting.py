"""Which run is to be made, gone on with, or taken back."""

from django.utils.translation import gettext as _

from wordpress.importing.holding import CannotRun, is_at_work
from wordpress.importing.options import Options
from wordpress.models import ImportRun, RunState

UNFINISHED = (RunState.RUNNING, RunState.INTERRUPTED, RunState.FAILED)


def run_for(files: list[str], options: Options) -> ImportRun:
    """The same files with the same options, after an import of them was interrupted, are that import."""
    wanted = {"files": files, "options": options.as_json()}
    last = ImportRun.objects.filter(is_rehearsal=False).first()
    if last and last.state in UNFINISHED and {"files": last.files, "options": last.options} == wanted:
        return last
    return ImportRun.objects.create(**wanted)


def last_unfinished() -> ImportRun:
    last = ImportRun.objects.filter(is_rehearsal=False, state__in=UNFINISHED).first()
    if last is None:
        raise CannotRun(_("No import was interrupted. Name the files to begin one."))
    return last


def run_to_undo(key: int) -> ImportRun:
    run = ImportRun.objects.filter(pk=key, is_rehearsal=False).first()
    if run is None:
        known = ", ".join(f"{run.pk} ({run})" for run in ImportRun.objects.filter(is_rehearsal=False)[:10])
        raise CannotRun(_("There is no import with that number. There are: %(known)s.") % {"known": known or "–"})
    if is_at_work(run):
        raise CannotRun(_("That import is still at work. Stop it first."))
    return run
