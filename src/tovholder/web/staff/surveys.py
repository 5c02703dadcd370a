"""Questionnaires to companies: rounds, links to send, reminders, answer rates, results, and whom to call first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.base.decision import Decision
from tovholder.companies import queries as companies
from tovholder.companies import survey_queries as queries
from tovholder.companies import survey_services as services
from tovholder.companies.desk_queries import Burden
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of, page_of_rows
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import campaigns_forms as forms
from tovholder.web.staff import letters_file
from tovholder.web.staff.companies_forms import municipalities

SORTS = {"start": ["opened_at"], "titel": ["title"]}
_CALLS = 25


@require_GET
@allows(*queries.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Rounds of the partnership, newest first."""
    page = page_of(queries.rounds(actor=request.actor), request, sorts=SORTS, first="-start")
    today = timezone.localdate()
    rows = [(found, queries.is_open(found, on=today)) for found in page.rows]
    shown = {"page": page.with_rows(rows), "may_write": companies.may_write(request.actor)}
    return render(request, "staff/surveys/index.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest) -> HttpResponse:
    """Open a round; its list begins with what the filter chooses."""
    form = forms.Round(request.POST or None, initial={"municipality": request.actor.municipality_code})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = services.open_round(
                title=told["title"],
                questionnaire=told["questionnaire"],
                closes_on=told["closes_on"],
                chosen=form.chosen(),
                request_key=told["request_key"],
                actor=request.actor,
                now=timezone.now(),
            )
            return redirect("staff:survey", made.pk)
        except NotAllowed as refused:
            form.add_error("closes_on", sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/surveys/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@allows(*queries.STAFF, purpose="companies")
def detail(request: ActingRequest, round_id: int) -> HttpResponse:
    """One round: how many answered, links to send, who may be reminded."""
    found, today = queries.round_(round_id, actor=request.actor), timezone.localdate()
    is_own = queries.is_own(found, actor=request.actor)
    limit = parameters.value("survey_reminders", on=today)
    silent = page_of(queries.silent(found.pk), request, sorts={"navn": ["company__name"]}, first="navn")
    shown = {
        "round": found,
        "standing": queries.standing(found.pk),
        "questions": [term.label(language()) for term in queries.questions(found)],
        "is_open": queries.is_open(found, on=today),
        "is_own": is_own,
        "may_write": is_own and companies.may_write(request.actor) and queries.is_open(found, on=today),
        "page": silent if is_own else None,
        "due": queries.to_remind(found, on=today).count() if is_own else 0,
        "most": limit.whole("most"),
        "days": limit.whole("days_between"),
    }
    return render(request, "staff/surveys/detail.html", shown)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def list_more(request: ActingRequest, round_id: int) -> HttpResponse:
    """Put the next companies on the list."""
    number = services.list_more(round_id=round_id, actor=request.actor, now=timezone.now())
    told = ngettext("%(n)d company more on the list.", "%(n)d companies more on the list.", number)
    messages.success(request, told % {"n": number})
    return redirect("staff:survey", round_id)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def links(request: ActingRequest, round_id: int) -> HttpResponse:
    """Personal links for the next companies, as a file: it is given out once, and nothing keeps it."""
    letters = services.make_links(round_id=round_id, actor=request.actor, now=timezone.now())
    return _letters(request, round_id, letters, "links")


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def reminders(request: ActingRequest, round_id: int) -> HttpResponse:
    """New links for those who have not answered, as a file that is given out once."""
    letters = services.remind(round_id=round_id, actor=request.actor, now=timezone.now())
    return _letters(request, round_id, letters, "rykkere")


def _letters(request: ActingRequest, round_id: int, letters: list[services.Letter], name: str) -> HttpResponse:
    if not letters:
        messages.info(request, _("There is nobody to write to now."))
        return redirect("staff:survey", round_id)
    rows = (
        (each.company, each.cvr, each.name, each.email,
         request.build_absolute_uri(reverse("company:survey_link", args=[each.token])))
        for each in letters
    )  # fmt: skip
    head = [_("Company"), "CVR", _("Contact person"), _("E-mail"), _("Link")]
    return letters_file.answer(f"spoergeskema-{round_id}-{name}", head, rows)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def close(request: ActingRequest, round_id: int) -> HttpResponse:
    """No more answers."""
    services.close(round_id=round_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The round is closed. Nothing is answered or corrected any more."))
    return redirect("staff:survey", round_id)


@require_GET
@allows(*queries.STAFF, purpose="companies")
def results(request: ActingRequest, round_id: int) -> HttpResponse:
    """What all companies of the list would have answered, with how unsure that is; small groups are hidden."""
    found = queries.round_(round_id, actor=request.actor)
    names = dict(municipalities())
    results = queries.results(
        found,
        area_name=lambda code: names.get(code, _("unknown")),
        industry_name=lambda code: concepts.label(code, language()) or _("unknown"),
    )
    shown = {
        "round": found,
        "standing": queries.standing(found.pk),
        "results": results,
        "least": parameters.value("survey_least", on=found.asked_on).whole("answers"),
    }
    return render(request, "staff/surveys/results.html", shown)


@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def calls(request: ActingRequest, round_id: int) -> HttpResponse:
    """Whom to call first, with the reasons. Only for the municipality that asked."""
    found = queries.own_round(round_id, actor=request.actor)
    page = page_of_rows(queries.calls(found, actor=request.actor), request, size=_CALLS)
    rows = [(call, worded(call, found)) for call in page.rows]
    return render(request, "staff/surveys/calls.html", {"round": found, "page": page.with_rows(rows)})


def worded(call: queries.Call, found: queries.SurveyRound) -> list[str]:
    """The reasons of a company's place, in words, with the questions it said yes or maybe to."""
    labels = {term.code: f"“{term.label(language())}”" for term in queries.questions(found)}
    return [_reason(each, labels) for each in call.turn.reasons]


def with_what_it_said(burden: Burden) -> dict[str, Any]:
    """What lies at a company, and what it last answered in words: for the block "before you call"."""
    return {"burden": burden, "said": worded(burden.said, burden.said.reply.round) if burden.said else []}


def _reason(reason: Decision, labels: dict[str, str]) -> str:
    asked = str(reason.facts.get("asked", "")).split(",")
    told = {**reason.facts, "asked": ", ".join(labels.get(each, each) for each in asked)}
    sentence = sentences.refusal(reason.code, told)
    return sentence.removesuffix(".") if sentence.endswith("?”.") else sentence  # a question closes it
