"""Which industries to aim at this year: ranked with every reason, chosen by people, and how it goes (S29-5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.companies import demand_queries as queries
from tovholder.companies import demand_rules as rules
from tovholder.companies import demand_services as services
from tovholder.placements import aimed
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared import profile_words as words
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import demand_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def index(request: ActingRequest) -> HttpResponse:
    """The ranking of a year with its reasons, the choice that holds, and the share of stays in it."""
    year = _year(request)
    form = forms.Choice(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose(year=year, actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The choice for %(year)d is kept.") % {"year": year})
            return redirect(f"{request.path}?aar={year}")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _page(request, year, choice=form, status=422 if form.errors else 200)


_WEIGHING = "weigh_%s"  # beside the choice, whose fields have the same names


def _year(request: ActingRequest) -> int:
    """The year asked for, within what anybody plans; this year else."""
    this = timezone.localdate().year
    asked = number_in(request.GET.get("aar", "") or request.POST.get("year", ""))
    return asked if this - 10 <= asked <= this + 1 else this


def _page(
    request: ActingRequest, year: int, *, choice: forms.Choice, weights: forms.Weights | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    weighing = queries.weighing(actor=actor, year=year)
    chosen = queries.choice(actor=actor, year=year)
    aims = queries.ranking(actor=actor, year=year, now=timezone.now(), words=concepts.book())
    industries = chosen.industries if chosen else []
    shown: dict[str, Any] = {
        "year": year,
        "years": [year - 1, year + 1] if year <= timezone.localdate().year else [year - 1],
        "aims": [(aim, _reasons(aim), aim.industry in industries) for aim in aims],
        "weighing": weighing,
        "weight_names": [(forms.PART_NAMES[part], weighing.weights[part]) for part in rules.PARTS],
        "chosen": chosen,
        "choices": queries.choices(actor=actor, year=year),
        "shares": aimed.shares(actor=actor, year=year, industries=industries) if chosen else None,
        "form": choice,
        "may_choose": queries.may_choose(actor),
        "weights": (weights or forms.Weights(initial=weighing.weights, auto_id=_WEIGHING))
        if actor.role == Role.COORDINATOR
        else None,
    }
    return render(request, "staff/demand/aims.html", shown, status=status)


def _reasons(aim: rules.Aim) -> list[tuple[Any, str, int | None, int]]:
    """(part, what is known, points, weight) of each reason."""
    told = _known(aim.known)
    return [(forms.PART_NAMES[each.part], told[each.part], each.points, each.weight) for each in aim.reasons]


def _known(known: rules.Known) -> dict[str, str]:
    nothing = _("not known")
    weeks = known.training_weeks
    return {
        "open_places": ngettext("%(n)d place", "%(n)d places", known.open_places) % {"n": known.open_places},
        "unfilled": _of(known.asked - known.filled, known.asked) if known.asked else nothing,
        "forecast": ngettext("%(n)d person", "%(n)d people", known.forecast) % {"n": known.forecast},
        "campaigns": _of(known.campaign_yes, known.campaign_answers) if known.campaign_answers else nothing,
        "trouble": _of(known.old_orders, known.open_orders) if known.open_orders else nothing,
        "danish": nothing if known.danish is None else words.danish(known.danish),
        "training": nothing if weeks is None else ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks},
    }


def _of(number: int, whole: int) -> str:
    return _("%(number)d of %(whole)d") % {"number": number, "whole": whole}


@require_POST
@allows(Role.COORDINATOR, purpose="overview")
def weigh(request: ActingRequest) -> HttpResponse:
    """Decide how much each reason counts in a year."""
    year, form = _year(request), forms.Weights(request.POST, auto_id=_WEIGHING)
    if form.is_valid():
        try:
            services.weigh(
                year=year,
                weights=form.weights(),
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("The weights for %(year)d are changed.") % {"year": year})
            return redirect(f"{reverse('staff:aims')}?aar={year}")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _page(request, year, choice=forms.Choice(), weights=form, status=422)
