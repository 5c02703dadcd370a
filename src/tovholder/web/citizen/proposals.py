"""One proposal: what the job is, and the citizen's yes or no."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.proposals import queries, services
from tovholder.web.citizen import proposal_words
from tovholder.web.citizen import proposals_forms as forms
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.requests import ActingRequest

_NO = "no_%s"  # beside the yes, whose fields have the same names


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def proposal(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Show the proposal; a yes or a no is taken here."""
    found = queries.one(proposal_id, actor=request.actor)
    if request.method == "POST":
        return _answered(request, found)
    return _page(request, found, no=forms.No(initial={"version": found.version}, auto_id=_NO))


def _answered(request: ActingRequest, found: Any) -> HttpResponse:
    says_yes = request.POST.get("answer") == "yes"
    form = forms.Yes(request.POST) if says_yes else forms.No(request.POST, auto_id=_NO)
    shown_no = forms.No(initial={"version": found.version}, auto_id=_NO) if says_yes else form
    if not form.is_valid():
        return _page(request, found, no=shown_no, status=422)
    try:
        services.citizen_answers(
            proposal_id=found.pk,
            version=form.cleaned_data["version"],
            actor=request.actor,
            accepts=says_yes,
            now=timezone.now(),
            reason=form.cleaned_data.get("reason", ""),
            words=form.cleaned_data.get("words", ""),
        )
    except Stale:
        edits.renewed(form, "version", found.version)
        return _page(request, found, no=shown_no, status=409, changed=True)
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
        return redirect("citizen:proposal", found.pk)
    messages.success(request, _("You have said yes.") if says_yes else _("You have said no. Thank you for saying why."))
    return redirect("citizen:home")


def _page(request: ActingRequest, found: Any, *, no: Any, status: int = 200, changed: bool = False) -> HttpResponse:
    shown = {
        "told": proposal_words.told(found),
        "order": found.order,
        "yes": forms.Yes(initial={"version": found.version}),
        "no": no,
        "changed": changed,
    }
    return render(request, "citizen/proposals/proposal.html", shown, status=status)
