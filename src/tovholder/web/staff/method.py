"""Method work of a municipality: the templates with their versions, and what is agreed in the five areas."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.learning import method_queries as queries
from tovholder.learning import method_services as services
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import method_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def index(request: ActingRequest) -> HttpResponse:
    """The four texts, and what is agreed area by area; POST: agree on something."""
    if request.method == "POST":
        services.require_writer(request.actor)
    form = forms.Task(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["request_key"]
            services.agree(task=form.task(), actor=request.actor, now=timezone.now(), request_key=key)
            messages.success(request, _("Saved."))
            return redirect("staff:method")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    newest, today = queries.newest_texts(actor=request.actor), timezone.localdate()
    rows = list(queries.tasks(actor=request.actor))
    shown = {
        "texts": [(term.code, newest.get(term.code)) for term in parameters.terms("method_templates")],
        "areas": [
            (term.code, [_row(row, today) for row in rows if row.area == term.code])
            for term in parameters.terms("method_areas")
        ],
        "form": form,
        "writes": queries.writes(request.actor),
    }
    return render(request, "staff/method/index.html", shown, status=422 if form.errors else 200)


def _row(row: Any, today: Any) -> dict[str, Any]:
    is_over = queries.is_over(row)
    return {"task": row, "is_over": is_over, "is_late": not is_over and row.due_on < today}


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def text(request: ActingRequest, method_template: str) -> HttpResponse:
    """One text as it holds; POST: a new version. When somebody else wrote meanwhile both texts are shown."""
    if not parameters.is_term("method_templates", method_template):
        raise Http404
    if request.method == "POST":
        services.require_writer(request.actor)
    versions = queries.texts(method_template, actor=request.actor)
    newest = versions[0] if versions else None
    initial = {**(newest.content if newest else {}), "number": newest.number if newest else 0}
    form = forms.Text(request.POST or None, template=method_template, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.write(
                template=method_template, number=form.cleaned_data["number"], content=form.content(),
                why=form.cleaned_data["why"], actor=request.actor, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Saved as a new version."))
            return redirect("staff:method_text", method_template)
        except Stale:
            return _both(request, method_template, form, newest)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {
        "template": method_template,
        "versions": versions,
        "newest": newest,
        "form": form,
        "sections": _sections(method_template, form),
        "writes": queries.writes(request.actor),
    }
    return render(request, "staff/method/text.html", shown, status=422 if form.errors else 200)


def _sections(template: str, form: Any) -> list[tuple[str, Any]]:
    """(heading, field): the heading of a group stands before its first section."""
    found, before = [], ""
    for row in queries.sections(template):
        group = row.text("group")
        found.append((group if group != before else "", form[row.code]))
        before = group
    return found


def _both(request: ActingRequest, template: str, form: Any, newest: Any) -> HttpResponse:
    """What stands and what was written, section by section where they differ; sending again is a decision."""
    data = form.data.copy()
    data["number"] = str(newest.number if newest else 0)
    form.data = data
    content = newest.content if newest else {}
    differ = [
        (row, content.get(row.code, ""), form.content()[row.code])
        for row in queries.sections(template)
        if content.get(row.code, "") != form.content()[row.code].strip()
    ]
    shown = {"template": template, "newest": newest, "form": form, "differ": differ, "writes": True,
             "sections": _sections(template, form), "versions": []}  # fmt: skip
    return render(request, "staff/method/text.html", shown, status=409)


@require_GET
@allows(*queries.READERS, purpose="overview")
def version(request: ActingRequest, method_template: str, text_number: int) -> HttpResponse:
    """An earlier version, as it stood."""
    versions = queries.texts(method_template, actor=request.actor)
    found = next((each for each in versions if each.number == text_number), None)
    if found is None:
        raise Http404
    rows = [(row.code, found.content.get(row.code, "")) for row in queries.sections(method_template)]
    shown = {"template": method_template, "version": found, "rows": rows, "newest": versions[0]}
    return render(request, "staff/method/version.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def task(request: ActingRequest, method_task_id: int) -> HttpResponse:
    """One thing agreed; POST: how far it has come."""
    row = queries.task(method_task_id, actor=request.actor)
    if request.method == "POST":
        services.require_writer(request.actor)
    form = forms.FollowUp(
        request.POST or None, initial={"version": row.version, "state": row.state, "due_on": row.due_on}
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.follow_up(task_id=row.pk, actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:working_group", row.group_id) if row.group_id else redirect("staff:method")
        except Stale:
            status = _stale(form, row)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {**_row(row, timezone.localdate()), "form": form, "writes": queries.writes(request.actor)}
    return render(request, "staff/method/task.html", shown, status=status if not form.errors or status == 409 else 422)


def _stale(form: Any, row: Any) -> int:
    """Both are shown: what stands on the page, what was written in the form."""
    data = form.data.copy()
    data["version"] = str(row.version)
    form.data = data
    form.add_error(None, _("Somebody else was faster: see what happened below. Your words are still here."))
    return 409
