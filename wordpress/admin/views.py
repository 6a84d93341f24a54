"""What an owner looks at: the form that begins a move, a run, how far it is, its report as files."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wordpress.admin.access import for_owners
from wordpress.admin.forms import MoveForm
from wordpress.admin.showing import estimate, moving_run, shown
from wordpress.admin.storing import (
    EXPORTS,
    KINDS,
    PICTURES,
    NotStored,
    OutOfStep,
    delete_abandoned,
    folder_of,
    in_words,
    root,
    stored_name,
    take_piece,
)
from wordpress.admin.undo_preview import what_undoing_takes
from wordpress.models import ImportRun
from wordpress.report_pages import as_html, told
from wordpress.tasks import work_on

RUNS_SHOWN = 50
OUT_OF_STEP, TOO_MUCH = 409, 422


@for_owners
@never_cache
def begin(request: HttpRequest) -> HttpResponseBase:
    """The form, and all runs there were."""
    form = MoveForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if moving := moving_run():
            return refuse_second(request, moving)
        if form.is_valid():
            return _rehearse(request, form)
    runs = [shown(run) for run in ImportRun.objects.select_related("blog", "started_by")[:RUNS_SHOWN]]
    context = {
        "form": form,
        "runs": runs,
        "is_moving": any(one.is_moving for one in runs),
        "most": {kind.name: in_words(kind.most) for kind in (EXPORTS, PICTURES)},
        "laid_into": root(),
    }
    return _page(request, "begin", _("Move in from WordPress"), **context)


@for_owners
@require_POST
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """A piece of a file, sent by the script: as its body, with "folder", "name" and "at" in the address."""
    asked = request.GET
    try:
        at = int(asked.get("at", "0")[:20])
        size = take_piece(asked.get("folder", ""), KINDS[kind], asked.get("name", ""), at, _chunks(request))
    except OutOfStep as error:
        return JsonResponse({"size": error.size}, status=OUT_OF_STEP)
    except (NotStored, ValueError, KeyError) as error:
        said = str(error) if isinstance(error, NotStored) else _("This file arrived broken. Send it again.")
        return JsonResponse({"said": said}, status=TOO_MUCH)
    except OSError:
        return JsonResponse({"said": _("The site could not store the file. Is its disk full?")}, status=TOO_MUCH)
    return JsonResponse({"size": size, "name": stored_name(asked.get("name", ""))})


@for_owners
@require_safe
@never_cache
def look(request: HttpRequest, key: int) -> HttpResponseBase:
    one = shown(get_object_or_404(ImportRun, pk=key))
    context: dict[str, Any] = {"shown": one, "run": one.run, "has_uploads": folder_of(one.run) is not None}
    if one.state in ("done", "undone") and one.run.report.get("summary"):
        context["told"] = told(one.run.report, one.run)
        context["estimate"] = estimate(one.run.report, one.run.options) if one.run.is_rehearsal else ""
    title = _("Rehearsal of the move") if one.run.is_rehearsal else _("The move from WordPress")
    return _page(request, "run", title, **context)


@for_owners
@require_safe
@never_cache
def progress(request: HttpRequest, key: int) -> HttpResponse:
    """For the script: the part of the page that changes, until all of it does."""
    one = shown(get_object_or_404(ImportRun, pk=key))
    html = render_to_string("wordpress/admin/progress.html", {"shown": one, "run": one.run}, request)
    return JsonResponse({"moving": one.is_moving, "html": html})


@for_owners
@require_safe
def report_file(request: HttpRequest, key: int, format: str) -> HttpResponse:
    run = get_object_or_404(ImportRun, pk=key)
    name = f"{slugify(run.blog.address if run.blog else '') or 'import'}-{run.pk}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if format == "json":
        return JsonResponse(run.report, json_dumps_params={"indent": 2, "ensure_ascii": False}, headers=headers)
    return HttpResponse(as_html(run.report, run), headers=headers)


@for_owners
@require_safe
def confirm_undo(request: HttpRequest, key: int) -> HttpResponseBase:
    run = get_object_or_404(ImportRun, pk=key, is_rehearsal=False)
    return _page(request, "undo", _("Take this move back"), run=run, takes=what_undoing_takes(run))


def _rehearse(request: HttpRequest, form: MoveForm) -> HttpResponse:
    delete_abandoned()
    chosen = {"files": form.paths(), "options": form.options().as_json()}
    run = ImportRun.objects.create(is_rehearsal=True, started_by_id=request.user.pk, **chosen)
    work_on.enqueue(run.pk)
    return redirect("wordpress_run", run.pk)


def refuse_second(request: HttpRequest, moving: ImportRun) -> HttpResponse:
    messages.error(request, _("Another move is at work. Wait until it has finished, or stop it here."))
    return redirect("wordpress_run", moving.pk)


def _chunks(request: HttpRequest) -> Any:
    return iter(lambda: request.read(256 * 1024), b"")


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if name != "begin":
        trail.append({"url": reverse("wordpress_begin"), "label": _("Move in from WordPress")})
    trail.append({"url": "", "label": title})
    return render(request, f"wordpress/admin/{name}.html", context | {"title": title, "breadcrumbs_items": trail})
