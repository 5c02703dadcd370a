"""A proposal as it is told to the citizen it is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tovholder.proposals import transitions

_STATES: dict[str, str | Promise] = {
    "contacted": _("Waits for your answer"),
    "accepted_by_citizen": _("You and your municipality have said yes"),
    "shown_to_company": _("The company has been told about you"),
    "interview": _("The company wants to meet you"),
    "chosen": _("The company has chosen you"),
    "not_chosen": _("The company chose another"),
    "declined_by_citizen": _("You said no"),
    "withdrawn": _("No longer current"),
}
# Why it is no longer current, where it is nobody's choice of another.
_ENDED_BECAUSE: dict[str, str | Promise] = {
    "order_withdrawn": _("The company does not need anybody after all"),
    "order_filled": _("The place is taken"),
}
_SAID_YES = _("You have said yes. Your caseworker must agree too")


@dataclass(frozen=True)
class Told:
    """One proposal, in what state it is for the citizen, and what the citizen can do."""

    proposal: Any
    state: str | Promise
    waits_for_me: bool
    may_decline: bool

    @property
    def meets(self) -> datetime | None:
        """When the company meets the citizen, while that is what comes next."""
        at: datetime | None = self.proposal.interview_at
        return at if self.proposal.status == transitions.INTERVIEW else None


def told(proposal: Any) -> Told:
    """The caller has reached the proposal through its room's queries."""
    answered = proposal.citizen_accepted_at is not None
    waits = proposal.status == transitions.CONTACTED and not answered
    state = _SAID_YES if proposal.status == transitions.CONTACTED and answered else _STATES[proposal.status]
    if proposal.status == transitions.WITHDRAWN:
        state = _ENDED_BECAUSE.get(proposal.reason, state)
    no_is_lawful = transitions.DECLINED_BY_CITIZEN in transitions.next_states(proposal.status)
    return Told(proposal, state, waits, no_is_lawful and proposal.placement_id is None)
