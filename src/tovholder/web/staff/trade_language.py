"""The language of the trades: words for situations at work by industry, shipped and added to (S49-2). Text only."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies import demand_queries as queries
from tovholder.companies import demand_services as services
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared import profile_words as words
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import demand_forms as forms


@dataclass(frozen=True)
class Situation:
    """Words in one situation; `pk` of those the own organisation may take out."""

    label: str
    danish: str
    level: int
    phrases: tuple[str, ...]
    source: str = ""
    pk: int | None = None


def library(industry: str, *, actor: Actor) -> list[Situation]:
    """All situations of an industry, those that take least Danish first."""
    return sorted([*shipped(industry), *_added(industry, actor)], key=lambda each: each.level)


def shipped(industry: str) -> list[Situation]:
    """Those the product comes with."""
    return [
        Situation(
            term.label(words.language()), words.danish(term.whole("level")), term.whole("level"), term.words("phrases")
        )
        for term in parameters.terms("trade_language")
        if term.text("industry") == industry
    ]


def _added(industry: str, actor: Actor) -> list[Situation]:
    return [
        Situation(
            row.situation,
            words.danish(row.danish_level),
            row.danish_level,
            tuple(part.strip() for part in row.words.split(",") if part.strip()),
            row.organisation.name,
            row.pk if row.organisation_id == actor.organisation_id else None,
        )
        for row in queries.phrases(actor=actor, industry=industry)
    ]


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """One industry's library, and a form for one more situation."""
    chosen = request.GET.get("branche", "") or request.POST.get("industry", "")
    industry = chosen if chosen in concepts.book().industries else _first()
    form = forms.Phrase(request.POST or None, initial={"industry": industry})
    if request.method == "POST" and form.is_valid():
        try:
            services.teach(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Added to the library."))
            return redirect(f"{request.path}?branche={form.cleaned_data['industry']}")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown: dict[str, Any] = {
        "industry": industry,
        "industries": concepts.choices("industry", forms.language()),
        "library": library(industry, actor=request.actor),
        "form": form,
        "may_teach": services.may_teach(request.actor),
    }
    return render(request, "staff/demand/trade_language.html", shown, status=422 if form.errors else 200)


def _first() -> str:
    """The first industry the shipped library has something on."""
    return parameters.terms("trade_language")[0].text("industry")


@require_POST
@allows(*queries.READERS, purpose="companies")
def take_out(request: ActingRequest, phrase_id: int) -> HttpResponse:
    """Take out what the own organisation added."""
    services.take_out(phrase_id=phrase_id, actor=request.actor)
    messages.success(request, _("Taken out of the library."))
    return redirect("staff:trade_language")
