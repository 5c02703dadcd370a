"""The contract, the visitation and the target groups of one citizen, and the groups of all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import contract_services as services
from tovholder.pathways import plans_queries as queries
from tovholder.pathways import segment_queries, segment_rule_queries
from tovholder.people import portrait
from tovholder.people import queries as people
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import plans_forms as forms

STALE = gettext_lazy("Somebody else changed this while you were looking. This is how it stands now.")
SORTS = {"navn": ["name_key"], "overtaget": ["takeover_on"]}


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def contract(request: ActingRequest, person_id: int) -> HttpResponse:
    """The contract with its clock, who signed when, and all versions; a new one is written here."""
    if request.method == "GET":
        return _contract_page(request, person_id)
    queries.own(person_id, actor=request.actor)
    newest = services.newest_contract(person_id)
    form = forms.ContractText(request.POST, is_first=newest is None)
    if not form.is_valid():
        return _contract_page(request, person_id, status=422, form=form)
    try:
        services.write_contract(person_id=person_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except Stale:
        theirs = {"goal": newest.goal, "efforts": newest.efforts, "reason": newest.reason} if newest else {}
        found = edits.differences(form, theirs)
        edits.renewed(form, "number", newest.number if newest else 0)
        return _contract_page(request, person_id, status=409, form=form, is_conflict=True, differences=found)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _contract_page(request, person_id, status=422, form=form)
    messages.success(request, _("Written. Both sign it."))
    return redirect("staff:citizen_contract", person_id)


def _contract_page(request: ActingRequest, person_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    person = queries.own(person_id, actor=request.actor)
    found = queries.with_contracts(person, on=timezone.localdate())
    newest = found.contracts[0] if found.contracts else None
    told = {"number": newest.number, "goal": newest.goal, "efforts": newest.efforts} if newest else {"number": 0}
    shown = {
        "person": person,
        "plan": found,
        "newest": newest,
        "older": found.contracts[1:],
        "form": forms.ContractText(initial=told, is_first=newest is None),
        "paper_form": forms.OnPaper(initial={"number": told["number"]}, auto_id="paper_%s"),
        "is_open": "form" in more,
        "set_aside": queries.set_aside_clock(found),
        "aside_form": forms.SetAside(
            initial={"latest_by": found.told_clock.facts.get("latest_by")}, auto_id="aside_%s"
        ),
        **more,
    }
    return render(request, "staff/plans/contract.html", shown, status=status)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def sign(request: ActingRequest, person_id: int) -> HttpResponse:
    """Sign for the municipality."""
    form = forms.Sign(request.POST)
    return _step(request, person_id, form, services.sign_contract, "staff:citizen_contract")


@require_POST
@allows(*CASE_ROLES, purpose="case")
def set_aside(request: ActingRequest, person_id: int) -> HttpResponse:
    """Say why nothing more is done about a day of the contract that passed long ago."""
    form = forms.SetAside(request.POST)
    return _step(request, person_id, form, services.set_clock_aside, "staff:citizen_contract")


@require_POST
@allows(*CASE_ROLES, purpose="case")
def on_paper(request: ActingRequest, person_id: int) -> HttpResponse:
    """Note that the citizen has signed on paper."""
    form = forms.OnPaper(request.POST)
    return _step(request, person_id, form, services.note_signature, "staff:citizen_contract")


def _step(request: ActingRequest, person_id: int, form: Any, service: Any, back: str) -> HttpResponse:
    """One press, or a short form: what refuses it is told above the page, with nothing lost."""
    if not form.is_valid():
        faults = [f"{form.fields[name].label}: {fault}" for name, found in form.errors.items() for fault in found]
        messages.error(request, " ".join(faults))
        return redirect(back, person_id)
    try:
        service(person_id=person_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
    except Stale:
        messages.error(request, str(STALE))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect(back, person_id)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def visitation(request: ActingRequest, person_id: int) -> HttpResponse:
    """The visitation with its history, and the questions for the next one."""
    person = queries.own(person_id, actor=request.actor)
    form = forms.Visit(request.POST or None, initial={"version": person.version, "code": person.visitation})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.visit(person_id=person_id, actor=request.actor, now=timezone.now(), **form.told())
                messages.success(request, _("Saved."))
                return redirect("staff:citizen_visitation", person_id)
            except Stale:
                edits.renewed(form, "version", person.version)
                form.add_error(None, STALE)
                status = 409
            except NotAllowed as refused:
                form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"person": person, "form": form, "history": _told(person_id), "is_open": form.is_bound}
    return render(request, "staff/plans/visitation.html", shown, status=status)


def _told(person_id: int) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Each visitation with its questions and answers in words, as they were put that day."""
    questions, answers = dict(terms("visitation_questions")), dict(terms("visitation_answers"))
    return [
        (row, [(questions.get(code, code), answers.get(said, said)) for code, said in row.answers.items()])
        for row in queries.visitations(person_id)
    ]


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def segments_of(request: ActingRequest, person_id: int) -> HttpResponse:
    """The groups of one citizen with reasons, what the rules suggest, and who moved the citizen when."""
    person = queries.own(person_id, actor=request.actor)
    standing = segment_queries.segments_of(person_id)
    free = [code for code in segment_queries.shown_segments() if code not in {row.code for row in standing}]
    form = forms.IntoSegment(
        request.POST or None, codes=free, initial=_from_rule(person, request.GET.get("forslag", ""))
    )
    if request.method == "POST" and form.is_valid() and _put_in(request, person_id, form):
        return redirect("staff:citizen_segments", person_id)
    lists = portrait.of(person.pk)
    suggested = segment_queries.suggested(
        person, schools=len(lists.education), works=len(lists.experience), on=timezone.localdate()
    )
    shown = {
        "person": person,
        "standing": standing,
        "suggested": [(each, each.told.label(language())) for each in suggested if each.segment in free],
        "moves": segment_queries.segment_moves(person_id),
        "form": form,
    }
    return render(request, "staff/plans/segments_of.html", shown, status=422 if form.errors else 200)


def _from_rule(person: people.Person, code: str) -> dict[str, str]:
    """The form as a rule would fill it; whoever confirms may write another reason."""
    held = segment_rule_queries.in_force(person.organisation_id, on=timezone.localdate()) if code else []
    rule = next((each for each in held if each.code == code), None)
    return {"code": rule.segment, "reason": rule.label(language())} if rule is not None else {}


def _put_in(request: ActingRequest, person_id: int, form: forms.IntoSegment) -> bool:
    try:
        services.put_in_segment(person_id=person_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Saved."))
    return True


@require_POST
@allows(*CASE_ROLES, purpose="case")
def out_of_segment(request: ActingRequest, person_id: int) -> HttpResponse:
    """Take the citizen out of a group."""
    form = forms.IntoSegment(request.POST, codes=segment_queries.shown_segments())
    return _step(request, person_id, form, services.take_out_of_segment, "staff:citizen_segments")


@require_GET
@allows(*CASE_ROLES, purpose="case")
def segments(request: ActingRequest) -> HttpResponse:
    """The target groups of the own citizens: how many, what they need, the course each gets, and who they are."""
    counts, without, everybody = segment_queries.segment_counts(actor=request.actor)
    chosen = request.GET.get("gruppe", "")
    is_listed = chosen == "ingen" or chosen in {row.code for row in counts}
    page = None
    if is_listed:
        found = segment_queries.in_segment("" if chosen == "ingen" else chosen, actor=request.actor)
        page = page_of(found, request, sorts=SORTS, first="navn")
        people.noted(list(page.rows), actor=request.actor)
    shown = {"counts": counts, "without": without, "everybody": everybody, "chosen": chosen, "page": page}
    return render(request, "staff/plans/segments.html", shown)
