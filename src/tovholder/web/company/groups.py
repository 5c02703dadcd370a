"""Groups at the company: the funnel in numbers, those it meets, and its yes or no to each of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.placements import group_queries, group_services
from tovholder.proposals import group_names
from tovholder.web.company import alignment_forms as forms
from tovholder.web.shared import funnels, sentences, weekdays
from tovholder.web.shared.requests import ActingRequest

_SHOWN = 50


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="recruitment")
def groups(request: ActingRequest) -> HttpResponse:
    """The groups at the company, newest first. Nobody is named here."""
    found = list(group_queries.groups(actor=request.actor)[:_SHOWN])
    return render(request, "company/alignment/groups.html", {"groups": found})


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="recruitment")
def group(request: ActingRequest, group_id: int) -> HttpResponse:
    """A group at the company: the funnel in numbers, and names from the interview on."""
    return _page(request, group_id)


def _page(request: ActingRequest, group_id: int, *, refused: forms.Decide | None = None) -> HttpResponse:
    found = group_queries.group(group_id, actor=request.actor)
    steps = group_queries.figures(found).steps
    people = group_names.for_company(found, actor=request.actor)
    context = {
        "group": found,
        "steps": steps,
        "bars": funnels.bars(steps),
        "to_answer": [(each, _form(each, refused)) for each in people if each.may_decide],
        "people": [each for each in people if not each.may_decide],
        "weekdays": weekdays.names(),
    }
    return render(request, "company/alignment/group.html", context, status=422 if refused else 200)


def _form(met: group_names.Met, refused: forms.Decide | None) -> forms.Decide:
    """The form of each; the one that was refused with its words."""
    if refused is not None and str(refused["entry"].value()) == str(met.entry_id):
        return refused
    initial = {"entry": met.entry_id, "version": met.version}
    return forms.Decide(initial=initial, auto_id=f"svar_{met.entry_id}_%s")


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="recruitment")
def decide(request: ActingRequest, group_id: int) -> HttpResponse:
    """Yes or no to one of those the company has met. Who comes second is told, and keeps the words on screen."""
    group_queries.group(group_id, actor=request.actor)
    entry = request.POST.get("entry", "")
    form = forms.Decide(request.POST, auto_id=f"svar_{entry}_%s")
    if not form.is_valid():
        return _page(request, group_id, refused=form)
    told: dict[str, Any] = form.told()
    try:
        group_services.decide_at_company(**told, actor=request.actor, now=timezone.now())
        messages.success(request, _("Thank you. The municipality sees your answer now."))
    except Stale:
        messages.warning(request, _("Somebody else answered meanwhile. This is how it stands now."))
        _repeat(request, told["words"])
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        _repeat(request, told["words"])
    return redirect("company:group", group_id)


def _repeat(request: ActingRequest, words: str) -> None:
    if words:
        messages.warning(request, _("Your words were not saved: %(words)s") % {"words": words})
