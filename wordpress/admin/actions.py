"""What an owner does with a run. Everything here is a POST, and says what came of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wordpress.admin.access import for_owners
from wordpress.admin.showing import moving_run, shown
from wordpress.admin.storing import delete_files_of, folder_of
from wordpress.admin.views import refuse_second
from wordpress.models import ImportRun, RunState
from wordpress.tasks import note, work_on


@for_owners
@require_POST
def start(request: HttpRequest, key: int) -> HttpResponse:
    """The import of what has been rehearsed."""
    rehearsal = get_object_or_404(ImportRun, pk=key, is_rehearsal=True, state=RunState.DONE)
    return _import(request, rehearsal, rehearsal.options)


@for_owners
@require_POST
def try_again(request: HttpRequest, key: int) -> HttpResponse:
    """The same files once more: what is there already stays as it is, and what was missing is looked for."""
    run = get_object_or_404(ImportRun, pk=key, is_rehearsal=False, state=RunState.DONE)
    return _import(request, run, run.options | {"download": bool(request.POST.get("download"))})


@for_owners
@require_POST
def go_on(request: HttpRequest, key: int) -> HttpResponse:
    run = get_object_or_404(ImportRun, pk=key)
    if other := moving_run():
        return refuse_second(request, other)
    if shown(run).state in ("interrupted", "failed"):
        _let_the_worker(run)
    return redirect("wordpress_run", run.pk)


@for_owners
@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    run = get_object_or_404(ImportRun, pk=key)
    waiting = ImportRun.objects.filter(pk=key, state=RunState.WAITING)
    if not waiting.update(state=RunState.INTERRUPTED) and shown(run).is_moving:
        note(run, stopping=True)
    return redirect("wordpress_run", run.pk)


@for_owners
@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    run = get_object_or_404(ImportRun, pk=key, is_rehearsal=False)
    if other := moving_run():
        return refuse_second(request, other)
    if run.state != RunState.UNDONE:
        _let_the_worker(run, undoing=True)
    return redirect("wordpress_run", run.pk)


@for_owners
@require_POST
def delete_files(request: HttpRequest, key: int) -> HttpResponse:
    run = get_object_or_404(ImportRun, pk=key)
    if moving_run():
        messages.error(request, _("They may be needed just now. Wait until nothing is at work."))
    else:
        delete_files_of(run)
        messages.success(request, _("The uploaded files are deleted."))
    return redirect("wordpress_run", run.pk)


@for_owners
@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """A run of which nothing is left here, from the list; and its files, unless another run was made of them."""
    run = get_object_or_404(ImportRun, pk=key)
    if not shown(run).can_be_removed:
        messages.error(request, _("This move can’t be removed from the list: take it back first."))
        return redirect("wordpress_run", run.pk)
    folder = folder_of(run)
    run.delete()
    if folder and not any(folder_of(other) == folder for other in ImportRun.objects.all()):
        delete_files_of(run)
    messages.success(request, _("Removed."))
    return redirect("wordpress_begin")


def _import(request: HttpRequest, run: ImportRun, options: dict[str, Any]) -> HttpResponse:
    if other := moving_run():
        return refuse_second(request, other)
    made = ImportRun.objects.create(files=run.files, options=options, started_by_id=request.user.pk)
    work_on.enqueue(made.pk)
    return redirect("wordpress_run", made.pk)


def _let_the_worker(run: ImportRun, **more: bool) -> None:
    note(run, stopping=False, failed="", **more)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.WAITING, step="", done=0, total=0)
    work_on.enqueue(run.pk)
