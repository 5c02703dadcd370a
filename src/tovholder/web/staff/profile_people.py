"""People held against a published profile, and those others put forward for it. Parts in words, never a score."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import profile_queries as queries
from tovholder.companies import profile_rules as rules
from tovholder.companies import profile_services as services
from tovholder.proposals import profile_screening
from tovholder.web.shared import profile_words as words
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import matching_words
from tovholder.web.staff import profile_forms as forms

GROUPS = {
    "fulfils": gettext_lazy("Fulfil what the profile asks"),
    "ask": gettext_lazy("Something must be asked first"),
    "lacks": gettext_lazy("Lack something"),
}
STATUSES = {
    "sent": gettext_lazy("Waits for an answer"),
    "wanted": gettext_lazy("We would like to meet"),
    "not_wanted": gettext_lazy("Not this time"),
    "withdrawn": gettext_lazy("Taken back by the sender"),
}
MARKS = {"sent": "note", "wanted": "good", "not_wanted": "", "withdrawn": ""}


@require_GET
@allows(*COMPANY_STAFF, purpose="recruitment")
def screening(request: ActingRequest, profile_id: int) -> HttpResponse:
    """The own municipality's citizens and the pool, held against what holds."""
    version = queries.published(profile_id, actor=request.actor)
    found = profile_screening.screen(version, actor=request.actor, on=timezone.localdate())
    content = queries.content(version)
    groups = [(label, *_group(getattr(found, name), content)) for name, label in GROUPS.items()] if found else []
    shown = {"version": version, "groups": groups, "found": found, "most": profile_screening.MOST}
    return render(request, "staff/demand/screening.html", shown)


def _group(group: profile_screening.Group, content: rules.Content) -> tuple[str, list[Any]]:
    others = matching_words.about_how_many(group.others)
    number = _("%(own)d of our own, %(others)s of other municipalities") % {"own": group.own, "others": others}
    return number, [(row, words.parts(row.parts, content)) for row in group.rows]


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="recruitment")
def nominate(request: ActingRequest, profile_id: int) -> HttpResponse:
    """Put somebody forward by number, and read the answers; for the lead all that were put forward."""
    version = queries.published(profile_id, actor=request.actor)
    content = queries.content(version)
    questions = [(code, capfirst(words.question(code, content))) for code in rules.questions(content)]
    form = forms.Nominate(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        try:
            services.nominate(
                profile_id=profile_id,
                reference=form.cleaned_data["reference"],
                basis=form.cleaned_data["basis"],
                answers=form.answers(),
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("Sent. You see the answer here."))
            return redirect("staff:nominate", profile_id)
        except NotAllowed as refused:
            form.add_error("reference", sentences.refusal(refused.code, refused.facts))
    return render(
        request, "staff/demand/nominate.html", _shown(request, version, form), status=422 if form.errors else 200
    )


def _shown(request: ActingRequest, version: Any, form: forms.Nominate) -> dict[str, Any]:
    content = queries.content(version)
    rows = [
        (each, words.parts(rules.screened(content, each.answers), content), STATUSES[each.status], MARKS[each.status])
        for each in queries.nominations(version, actor=request.actor)
    ]
    return {
        "version": version,
        "form": form,
        "rows": rows,
        "leads": queries.leads(version.profile, actor=request.actor),
        "may_write": queries.may_write(request.actor),
    }


@require_POST
@allows(*queries.READERS, purpose="recruitment")
def answer(request: ActingRequest, nomination_id: int) -> HttpResponse:
    """The lead's answer, or the sender's taking back."""
    wanted = next((name for name in ("wanted", "not_wanted", "withdrawn") if name in request.POST), "")
    found = services.answer_nomination(
        nomination_id=nomination_id, status=wanted, actor=request.actor, now=timezone.now()
    )
    messages.success(request, _("Your answer is noted."))
    return redirect("staff:nominate", found.version.profile_id)
