"""Papers: the register, one paper with who got it, and those of a stay."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES
from tovholder.documents import words
from tovholder.placements import papers as queries
from tovholder.placements import queries as placements
from tovholder.placements.services import papers as services
from tovholder.web.shared import papers as shared
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import papers_forms as forms

WAYS = {
    "downloaded": gettext_lazy("Fetched as a file"),
    "printed": gettext_lazy("Printed"),
    "handed_over": gettext_lazy("Handed out"),
}
SORTS = {"dato": ["issued_at"], "nr": ["year", "serial", "version"], "slags": ["kind", "issued_at"]}


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def index(request: ActingRequest) -> HttpResponse:
    """Issued papers within reach, newest first; the address is the filter."""
    kind = request.GET.get("slags", "")
    found = queries.visible(actor=request.actor)
    page = page_of(found.filter(kind=kind) if kind else found, request, sorts=SORTS, first="-dato")
    about = queries.people_of(list(page.rows), actor=request.actor)
    rows = [(line(each), about.get(each.person_id)) for each in page.rows]
    shown = {
        "page": page.with_rows(rows),
        "chosen": request.GET,
        "kinds": terms("paper_kinds", on=timezone.localdate()),
    }
    return render(request, "staff/papers/index.html", shown)


def line(paper: Any) -> dict[str, Any]:
    """A paper as a list shows it: what it is, and whether it holds."""
    if paper.withdrawn_at:
        state, mark = _("Withdrawn"), "bad"
    elif hasattr(paper, "replaced_by"):
        state, mark = _("Replaced"), "warn"
    else:
        state, mark = _("In force"), "good"
    return {"paper": paper, "state": state, "mark": mark, "language": words.of(paper.language).name}


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def detail(request: ActingRequest, paper_id: int) -> HttpResponse:
    """One paper: number, version, who got it."""
    return _page(request, paper_id)


def _page(
    request: ActingRequest, paper_id: int, *, status: int = 200, refused: str = "", **bound: django_forms.Form
) -> HttpResponse:
    paper = queries.paper(paper_id, actor=request.actor)
    is_ours = paper.organisation_id == request.actor.organisation_id
    shown = {
        **line(paper),
        "ways": [(row, WAYS[row.how]) for row in sorted(paper.deliveries.all(), key=lambda row: row.at)],
        "is_ours": is_ours,
        "refused": refused,
        "hand_over_form": bound.get("hand_over_form") or forms.HandOver(auto_id="hand_over_%s"),
        "withdraw_form": bound.get("withdraw_form") or forms.Withdraw(auto_id="withdraw_%s"),
        "stay": paper.about.removeprefix("placement:") if paper.about.startswith("placement:") else "",
    }
    return render(request, "staff/papers/detail.html", shown, status=status)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def fetch(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The PDF. That it was fetched, and by whom, is noted on the paper."""
    paper, pdf = services.download(paper_id=paper_id, actor=request.actor, now=timezone.now())
    return shared.file(paper, pdf)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def hand_over(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Note who got it."""
    form = forms.HandOver(request.POST, auto_id="hand_over_%s")
    return _changed(request, paper_id, form, "hand_over_form", services.hand_over)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def withdraw(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The paper is no longer to be used."""
    form = forms.Withdraw(request.POST, auto_id="withdraw_%s")
    return _changed(request, paper_id, form, "withdraw_form", services.withdraw)


def _changed(request: ActingRequest, paper_id: int, form: django_forms.Form, name: str, service: Any) -> HttpResponse:
    if not form.is_valid():
        bound: dict[str, Any] = {name: form}
        return _page(request, paper_id, status=422, **bound)
    try:
        service(paper_id=paper_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except NotAllowed as refused:
        return _page(request, paper_id, status=422, refused=sentences.refusal(refused.code, refused.facts))
    messages.success(request, _("Saved."))
    return redirect("staff:paper", paper_id)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def of_stay(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The papers of a stay, and the form to issue one more."""
    stay = placements.placement(placement_id, actor=request.actor)
    form = forms.OnStay(request.POST or None, kinds=forms.kinds_of(stay.kind))
    if request.method == "POST" and form.is_valid():
        made = issued(request, form, services.issue_on_stay, placement_id=placement_id)
        if made is not None:
            return redirect("staff:paper", made.pk)
    shown = {
        "stay": stay,
        "form": form,
        "card": queries.card(stay),
        "lines": [line(each) for each in queries.of_stay(stay, actor=request.actor)],
    }
    return render(request, "staff/papers/of_stay.html", shown, status=422 if form.errors else 200)


def issued(request: ActingRequest, form: django_forms.Form, service: Any, **about: Any) -> Any:
    """The paper the form asks for; None when it is refused, with the reason in the form."""
    told = {"check_at": shared.check_at(request), "actor": request.actor, "now": timezone.now()}
    try:
        made = service(**about, **form.cleaned_data, **told)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return None
    messages.success(request, _("The paper is issued: number %(number)s.") % {"number": made.number})
    return made
