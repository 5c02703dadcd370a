"""The company's own pages: what it has asked for, whom it is shown, who is there now."""

from datetime import datetime
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
from tovholder.accounts.roles import Role
from tovholder.companies import order_services
from tovholder.companies import queries as companies
from tovholder.people import cpr_in_words
from tovholder.people import queries as people
from tovholder.placements import alignment_queries, group_queries, statement_queries
from tovholder.placements import queries as placements
from tovholder.proposals import candidates, closing, services
from tovholder.proposals.queries import NoSuchProposal
from tovholder.web.company import forms
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.days import last_day
from tovholder.web.shared.requests import ActingRequest

ORDER_STATUSES = {
    "draft": gettext_lazy("Being read by your contact person"),
    "open": gettext_lazy("We are looking"),
    "filled": gettext_lazy("Filled"),
    "withdrawn": gettext_lazy("Withdrawn"),
}
CANDIDATE_STATUSES = {
    "shown_to_company": gettext_lazy("Waits for the answer of the company"),
    "interview": gettext_lazy("Interview"),
    "chosen": gettext_lazy("Chosen"),
    "not_chosen": gettext_lazy("Not chosen"),
}
NO_LONGER = gettext_lazy("No longer in question")  # whoever ended it, and why
STAY_STATUSES = {
    "agreed": gettext_lazy("Agreed"),
    "started": gettext_lazy("Running"),
    "interrupted": gettext_lazy("On pause"),
}
_SHOWN = 50


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="placement")
def home(request: ActingRequest) -> HttpResponse:
    """What waits for the company's answer, what it has asked for, who is there now."""
    company = companies.own_company(actor=request.actor, on=timezone.localdate())
    found = companies.orders(actor=request.actor).order_by("-received_at")[:_SHOWN]
    running = placements.search(actor=request.actor, status="running").order_by("starts_on")
    running = alignment_queries.with_unsigned(running, party="company")
    stays = candidates.with_names(running, first=_SHOWN)
    people.noted([stay.person for stay, _name in stays], actor=request.actor, fields="placement")
    return render(
        request,
        "company/home.html",
        {
            "company": company,
            "sign_ins": companies.sign_ins(company, actor=request.actor),
            "unsigned": [(stay, name) for stay, name in stays if stay.is_unsigned],  # type: ignore[attr-defined]
            "waiting": _with_status(candidates.waiting(actor=request.actor)),
            "groups": group_queries.waiting_for_company(actor=request.actor),
            "to_state": statement_queries.waiting_for_employer(actor=request.actor, on=timezone.localdate())[:_SHOWN],
            "orders": [(order, ORDER_STATUSES[order.status]) for order in found],
            "stays": [(stay, name, STAY_STATUSES[stay.status], last_day(stay)) for stay, name in stays],
        },
    )


def _with_status(found: list[candidates.Candidate]) -> list[tuple[candidates.Candidate, Any]]:
    return [(each, CANDIDATE_STATUSES[each.status]) for each in found]


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def need(request: ActingRequest) -> HttpResponse:
    """Ask for somebody in plain words. It becomes a draft that the contact person confirms."""
    company = companies.own_company(actor=request.actor)
    form = forms.Need(request.POST or None, company=company)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            order = order_services.take_order(
                unit_id=told["unit"],
                title=told["title"],
                words=told["words"],
                places=told["places"],
                answer_by=told["answer_by"],
                request_key=told["request_key"],
                actor=request.actor,
                now=timezone.now(),
            )
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            by = _answer_by(order.received_at)
            messages.success(request, _("Thank you. You hear from us by %(when)s.") % {"when": by})
            return redirect("company:order", order.pk)
    context = {"form": form, "company": company, "answer_by": _answer_by(timezone.now())}
    return render(request, "company/need.html", context, status=422 if form.errors else 200)


def _answer_by(received_at: datetime) -> str:
    """Until when we answer what came in at that moment, as staff read it too: the clock stands still on days off."""
    return sentences.deadline(companies.due_of_answer(received_at, on=timezone.localdate()), language())


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="own page")
def order(request: ActingRequest, order_id: int) -> HttpResponse:
    """One need: where it stands, whom we have shown, whom to call."""
    return _order_page(request, order_id)


def _order_page(
    request: ActingRequest, order_id: int, *, status: int = 200, form: forms.NoLonger | None = None
) -> HttpResponse:
    found = companies.order(order_id, actor=request.actor)
    return render(
        request,
        "company/order.html",
        {
            "order": found,
            "status": ORDER_STATUSES[found.status],
            "candidates": _with_status(candidates.of_order(found.pk, actor=request.actor)),
            "form": form or forms.NoLonger(initial={"version": found.version}),
            "ending": closing.numbers(found.pk).ending_shown,
            **_over(request, found),
            "answer_by": _answer_by(found.received_at),
            "is_late": companies.due_of_answer(found.received_at, on=timezone.localdate()) < timezone.now(),
        },
        status=status,
    )


def _over(request: ActingRequest, order: companies.JobOrder) -> dict[str, Any]:
    """Of a closed order also those who were shown and are out of it, and whether there was anybody to tell."""
    if order.status in ("draft", "open"):
        return {"is_open": True}
    gone = candidates.gone_of_order(order.pk, actor=request.actor)
    return {
        "is_open": False,
        "gone": [(name, CANDIDATE_STATUSES.get(status, NO_LONGER)) for name, status in gone],
        "asked": candidates.somebody_was_asked(order.pk, actor=request.actor),
    }


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="own page")
def withdraw(request: ActingRequest, order_id: int) -> HttpResponse:
    """The company does not need anybody after all."""
    form = forms.NoLonger(request.POST)
    if not form.is_valid():
        return _order_page(request, order_id, status=422, form=form)
    try:
        closing.withdraw_order(
            order_id=order_id,
            version=form.cleaned_data["version"],
            words=form.cleaned_data["words"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Noted. We stop looking."))
    except Stale:
        messages.warning(request, _("It was changed while you were writing. This is how it stands now."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("company:order", order_id)


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="recruitment")
def candidate(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """One candidate, and the company's answer. Somebody who is out of it meanwhile is told of, not "not found"."""
    try:
        return _candidate(request, proposal_id)
    except NoSuchProposal:
        order_id = candidates.order_of_one_gone(proposal_id, actor=request.actor)
        if order_id is None:
            raise
        messages.warning(request, _("This candidate is no longer in question, so nothing more is asked of you."))
        if words := _typed(request):
            messages.warning(request, _("Your words were not saved: %(words)s") % {"words": words})
        return redirect("company:order", order_id)


def _typed(request: ActingRequest) -> str:
    """What was written, as long as it may be, and without a number that no company should have written."""
    words = request.POST.get("words", "").strip()[: forms.LONGEST_WORDS]
    return cpr_in_words.without(words, on=timezone.localdate())


def _candidate(request: ActingRequest, proposal_id: int) -> HttpResponse:
    found = candidates.one(proposal_id, actor=request.actor)
    if request.method == "GET":
        form = forms.Answer(initial={"version": found.version}, status=found.status)
        return _candidate_page(request, found, form)
    form = forms.Answer(request.POST, status=found.status)
    if not form.is_valid():
        return _candidate_page(request, found, form, status=422)
    return _answered(request, found, form)


def _answered(request: ActingRequest, found: candidates.Candidate, form: forms.Answer) -> HttpResponse:
    told = form.cleaned_data
    try:
        services.company_answers(
            proposal_id=found.proposal_id,
            version=told["version"],
            answer=told["answer"],
            reason=told["reason"] if told["answer"] == "not_chosen" else "",
            words=told["words"],
            interview_at=told.get("interview_at"),
            actor=request.actor,
            now=timezone.now(),
        )
    except Stale:
        messages.warning(request, _("It was changed while you were writing. This is how it stands now."))
        return redirect("company:candidate", found.proposal_id)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _candidate_page(request, found, form, status=422)
    messages.success(request, _("Thank you for the answer. We call you about the next step."))
    return redirect("company:home")


def _candidate_page(
    request: ActingRequest, found: candidates.Candidate, form: forms.Answer, *, status: int = 200
) -> HttpResponse:
    context = {
        "candidate": found,
        "status": CANDIDATE_STATUSES[found.status],
        "form": form,
        "waits": found.status in candidates.WAITING,
    }
    return render(request, "company/candidate.html", context, status=status)
