"""One person's sheets as staff see them: begun, answered, sent, and shown question by question."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import progress_instrument_queries as instruments
from tovholder.pathways import progress_queries as queries
from tovholder.pathways import progress_rules as rules
from tovholder.pathways import progress_services as services
from tovholder.pathways import progress_sheet
from tovholder.people import queries as people
from tovholder.web.shared import edits, progress_chart, sentences, sheet_steps
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import progress_forms as forms


def words() -> dict[str, str]:
    """What charts and tables call things on the pages of staff."""
    return {
        "mine": _("The citizen's answers"),
        "staff": _("The caseworker's answers"),
        "first": _("The citizen's first answers"),
        "star": _("The newest answer to each question. The table below has the same numbers."),
        "table": _("The numbers behind the charts, newest first"),
        "day": _("Day"),
        "who": _("Who answered"),
        "older": _("older words"),
    }


@require_GET
@allows(*CASE_ROLES, Role.COORDINATOR, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """Where sheets, notes about the method and invented cases are, and whose turn it is to answer again, by the day."""
    on, actor = timezone.localdate(), request.actor
    page = page_of(queries.due_again(actor=actor, on=on), request, sorts={"sidst": ["last"]}, first="sidst")
    people.noted(list(page.rows), actor=actor)
    rows = [(row, rules.sheet_due(last_on=timezone.localdate(row.last), on=on)) for row in page.rows]
    offered = instruments.offered(actor.organisation_id, on=on)
    shown = {"offered": offered, "page": page.with_rows(rows), "language": language()}
    return render(request, "staff/progress/index.html", shown)


@require_GET
@allows(*CASE_ROLES, purpose="case")
def person(request: ActingRequest, person_id: int) -> HttpResponse:
    """The way of one person."""
    return _page(request, person_id)


def _page(
    request: ActingRequest, person_id: int, *, form: forms.Begin | None = None, status: int = 200
) -> HttpResponse:
    on = timezone.localdate()
    found = queries.of_case(person_id, actor=request.actor, on=on)
    offered = instruments.offered(found.person.organisation_id, on=on)
    own = found.person.interpreter_language
    known = own if parameters.is_term("alignment_languages", own) else "da"
    shown = {
        "person": found.person,
        "progress": found,
        "ways": [_drawn(way) for way in found.ways],
        "form": form or forms.Begin(offered=offered, initial={"second": known}),
        "begin_is_open": form is not None or not (found.ways or found.drafts),
        "guide": guide_of(found.ways[0].sheet, found.ways[0].instrument.code) if found.ways else [],
        "apart": [way.axis_name(axis, language()) for way in found.ways for axis in way.apart],
        "language": language(),
        "words": words(),
    }
    return render(request, "staff/progress/person.html", shown, status=status)


def _drawn(way: queries.Way) -> dict[str, Any]:
    top = way.sheet.top
    return {
        "way": way,
        "star": progress_chart.star(way.lines, top=top),
        "drawn": progress_chart.over_time(way.lines, top=top),
    }


def guide_of(sheet: progress_sheet.Sheet, code: str) -> list[str]:
    """The sheet's own advice for the talk; ours where it has none."""
    own = [line.strip() for line in sheet.guide.splitlines() if line.strip()]
    rows = [term for term in parameters.terms("progress_guide") if term.text("instrument") in ("", code)]
    return own or [term.label(language()) for term in rows]


@require_POST
@allows(*CASE_ROLES, purpose="case")
def begin(request: ActingRequest, person_id: int) -> HttpResponse:
    """Begin a sheet, ask the citizen for one, or go on with the draft that stands."""
    found = queries.of_case(person_id, actor=request.actor, on=timezone.localdate())
    offered = instruments.offered(found.person.organisation_id, on=timezone.localdate())
    form = forms.Begin(request.POST, offered=offered)
    if not form.is_valid():
        return _page(request, person_id, form=form, status=422)
    try:
        made = services.begin(person_id=person_id, actor=request.actor, now=timezone.now(), **form.told())
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, person_id, form=form, status=422)
    if form.cleaned_data["how"] == "ask":
        messages.success(request, _("The citizen now sees the sheet on the own page."))
        return redirect("staff:person_progress", person_id)
    return redirect("staff:measurement", made.pk)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def measurement(request: ActingRequest, measurement_id: int) -> HttpResponse:
    """One sheet: to be answered by the caseworker, an overview of what the citizen has answered, or as it was sent."""
    found = queries.measurement(measurement_id, actor=request.actor)
    if found.done_at is not None or found.respondent == progress_sheet.CITIZEN:
        return _overview(request, found)
    sheet = progress_sheet.from_json(found.sheet.content)
    told: dict[str, Any] = {"sheet": sheet, "questions": queries.asked_now(found, actor=request.actor)}
    if request.method == "GET":
        initial = forms.as_initial({**found.answers, **found.beliefs}) | {"version": found.version}
        return _sheet(request, found, forms.Answers(initial=initial, **told))
    form = forms.Answers(request.POST, **told)
    return _filled(request, found, form)


def _filled(request: ActingRequest, found: Any, form: forms.Answers) -> HttpResponse:
    if not form.is_valid():
        return _sheet(request, found, form, status=422)
    send = "send" in request.POST
    version = form.cleaned_data["version"]
    try:
        services.fill(
            measurement_id=found.pk,
            answers=form.answers(),
            version=found.version if version is None else version,
            actor=request.actor,
            now=timezone.now(),
            send=send,
        )
    except Stale:
        return _stale(request, found, form)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _sheet(request, found, form, status=422)
    messages.success(request, _("The answers are sent.") if send else _("Kept as a draft. You can go on later."))
    return redirect("staff:person_progress", found.person_id)


def _stale(request: ActingRequest, found: Any, form: forms.Answers) -> HttpResponse:
    """Somebody saved meanwhile: both texts, and the own words still in the form."""
    now = queries.measurement(found.pk, actor=request.actor)
    differing = edits.differences(form, forms.as_initial({**now.answers, **now.beliefs}))
    edits.renewed(form, "version", now.version)
    form.add_error(None, _("Somebody else saved this sheet while you were answering. Look at it, and send again."))
    return _sheet(request, now, form, status=409, differing=differing)


def _sheet(request: ActingRequest, found: Any, form: forms.Answers, *, status: int = 200, **more: Any) -> HttpResponse:
    sheet = progress_sheet.from_json(found.sheet.content)
    seen = forms.Seen(initial={"version": found.version}, auto_id="seen_%s")
    shown = {"measurement": found, "sheet": sheet, "form": form, "seen": seen, "language": language(), **more}
    shown["guide"] = guide_of(sheet, found.instrument.code)
    return render(request, "staff/progress/sheet.html", shown, status=status)


def _overview(request: ActingRequest, found: Any, *, status: int = 200) -> HttpResponse:
    sheet = progress_sheet.from_json(found.sheet.content)
    asked = queries.asked_now(found, actor=request.actor)
    given = {**found.answers, **found.beliefs}
    shown = {
        "measurement": found,
        "sheet": sheet,
        "rows": [
            (number, each, given.get(each.code), each.code in given) for number, each in enumerate(asked, start=1)
        ],
        "seen": forms.Seen(initial={"version": found.version}),
        "language": language(),
    }
    return render(request, "staff/progress/overview.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def question(request: ActingRequest, measurement_id: int, number: int) -> HttpResponse:
    """One question of the citizen's, in two languages at once, answered in the talk."""
    found = queries.measurement(measurement_id, actor=request.actor)
    step = sheet_steps.step_of(request, found, number)
    if step is None or found.done_at is not None or found.respondent != progress_sheet.CITIZEN:
        return redirect("staff:measurement", measurement_id)
    if request.method == "POST":
        if sheet_steps.answered(request, found, step):
            if step.following is None:
                return redirect("staff:measurement", measurement_id)
            return redirect("staff:measurement_question", measurement_id, step.following)
        found = queries.measurement(measurement_id, actor=request.actor)
        step = sheet_steps.step_of(request, found, number, meanwhile=True)
    shown = {"measurement": found, "step": step}
    return render(request, "staff/progress/question.html", shown, status=200 if request.method == "GET" else 409)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def send(request: ActingRequest, measurement_id: int) -> HttpResponse:
    """Send the citizen's sheet as it stands."""
    return _done(request, measurement_id, services.send, _("The answers are sent."))


@require_POST
@allows(*CASE_ROLES, purpose="case")
def throw_away(request: ActingRequest, measurement_id: int) -> HttpResponse:
    """Throw away a draft."""
    return _done(request, measurement_id, services.throw_away, _("The draft is thrown away."))


def _done(request: ActingRequest, measurement_id: int, service: Any, told: str) -> HttpResponse:
    found = queries.measurement(measurement_id, actor=request.actor)
    form = forms.Seen(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        service(measurement_id=measurement_id, version=version, actor=request.actor, now=timezone.now())
        messages.success(request, told)
        return redirect("staff:person_progress", found.person_id)
    except Stale:
        messages.warning(request, _("Somebody else saved this sheet meanwhile. Look at the answers first."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:measurement", measurement_id)
