"""One sending of the competence card's form, by the company or by a consultant: save it, or save and confirm."""

from typing import Any

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.placements import papers
from tovholder.placements.services import cards
from tovholder.web.shared import card_forms, edits, sentences
from tovholder.web.shared.papers import check_at
from tovholder.web.shared.requests import ActingRequest


def taken(request: ActingRequest, stay: Any, *, by_company: bool) -> tuple[card_forms.Card, bool]:
    """The form to show, and whether it was saved. A refusal stands in the form, with the user's words."""
    if request.method != "POST":
        card = papers.card(stay)
        return card_forms.Card(initial=card_forms.initial(card, tasks=stay.tasks), by_company=by_company), False
    form = card_forms.Card(request.POST, by_company=by_company)
    if not form.is_valid():
        return form, False
    try:
        _save(request, stay.pk, form)
        return form, True
    except Stale:
        _renew(form, stay)
        form.add_error(None, _("Somebody else changed the card. Look at your words and save again."))
    except NotAllowed as refused:
        _renew(form, stay)  # it may be saved and only not confirmed
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return form, False


def _renew(form: card_forms.Card, stay: Any) -> None:
    """Saving again is a choice then, over what stands now."""
    card = papers.card(stay)
    edits.renewed(form, "version", card.version if card else 0)


def _save(request: ActingRequest, placement_id: int, form: card_forms.Card) -> None:
    who: dict[str, Any] = {"placement_id": placement_id, "actor": request.actor, "now": timezone.now()}
    card = cards.fill(version=form.cleaned_data["version"], filled=form.filled(), **who)
    if "confirm" not in request.POST:
        messages.success(request, _("Saved. It is not confirmed yet."))
        return
    cards.confirm(version=card.version, check_at=check_at(request), **who)
    messages.success(request, _("Confirmed. The citizen has the card from now on."))
