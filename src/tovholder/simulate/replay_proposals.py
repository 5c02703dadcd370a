"""The proposals of today through the services: proposed, told, accepted by both, shown, answered, agreed on."""

from functools import partial
from typing import Any

from tovholder.proposals import agreements, services
from tovholder.proposals.models import Proposal
from tovholder.simulate import replay_stays
from tovholder.simulate.checks import ANSWERED_FOR
from tovholder.simulate.facts import Stay, Step, Suggestion
from tovholder.simulate.replay import Deed, Desk

_STEP, _AGREE = 80, 81


def tell(desk: Desk, suggestions: list[Suggestion]) -> None:
    """Take all steps of all proposals, in the order of time."""
    made: dict[int, int] = {}
    deeds = [
        Deed(step.at, _STEP, partial(_take, desk, one, number, step, made))
        for number, one in enumerate(suggestions)
        for step in one.steps
    ]
    deeds += [
        Deed(stay.columns["created_at"], _AGREE, partial(_agree, desk, stay, number, made))
        for number, one in enumerate(suggestions)
        if one.stay is not None
        for stay in (desk.part.stays[one.stay],)
    ]
    for deed in sorted(deeds, key=lambda deed: deed[:2]):
        deed.do()


def _take(desk: Desk, one: Suggestion, number: int, step: Step, made: dict[int, int]) -> None:
    if step.target == "proposed":
        made[number] = _propose(desk, one, step)
        return
    known: dict[str, Any] = {"proposal_id": made[number], "actor": desk.actor(step.by), "now": step.at}
    _TAKEN[step.target](one, step, known)


def _propose(desk: Desk, one: Suggestion, step: Step) -> int:
    proposal = services.propose(
        order_id=desk.places.orders[one.order],
        person_id=desk.people[one.person],
        why=one.why,
        actor=desk.actor(step.by),
        now=step.at,
    )
    return proposal.pk


def _agree(desk: Desk, stay: Stay, number: int, made: dict[int, int]) -> None:
    """The placement that comes of the proposal: both in one go, as the form does."""
    step = stay.steps[0]
    answer = agreements.agree(
        proposal_id=made[number],
        new=replay_stays.planned(desk, stay),
        statements=replay_stays.SIGNED,
        overrule=ANSWERED_FOR,
        actor=desk.actor(step.by),
        now=step.at,
    )
    if answer.placement_id is None:
        raise ValueError("the story agrees on a placement out of a proposal that nobody may agree on")
    desk.stays[stay.number] = answer.placement_id


def _version(known: dict[str, Any]) -> int:
    return Proposal.objects.values_list("version", flat=True).get(pk=known["proposal_id"])


def _tell_citizen(one: Suggestion, step: Step, known: dict[str, Any]) -> None:
    services.contacted(version=_version(known), **known)


def _accept(one: Suggestion, step: Step, known: dict[str, Any]) -> None:
    services.citizen_answers(version=_version(known), accepts=True, **known)
    services.caseworker_accepts(version=_version(known), **known)


def _show(one: Suggestion, step: Step, known: dict[str, Any]) -> None:
    services.show_to_company(version=_version(known), **known)


def _answer(one: Suggestion, step: Step, known: dict[str, Any]) -> None:
    services.company_answers(version=_version(known), answer=step.target, interview_at=one.interview_at, **known)


_TAKEN = {
    "contacted": _tell_citizen,
    "accepted_by_citizen": _accept,
    "shown_to_company": _show,
    "interview": _answer,
    "chosen": _answer,
}
