"""Are the gates open now? Asked again whenever somebody is proposed: the stored list may be a night old."""

from collections.abc import Iterable
from datetime import date

from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies.models import JobOrder
from tovholder.engine.matching.codes import GateState
from tovholder.engine.matching.disclosure import may_tell
from tovholder.engine.matching.ranking import explain
from tovholder.engine.matching.result import PairExplanation
from tovholder.people.models import Person
from tovholder.proposals import arrays, columns


def pairs(order_id: int, person_ids: Iterable[int], *, weights: dict[str, int], on: date) -> dict[int, PairExplanation]:
    """Each person against the order, from the rows as they are now."""
    built = arrays.build(
        people=arrays.candidates().filter(pk__in=list(person_ids)),
        orders=JobOrder.objects.filter(pk=order_id),
        weights=weights,
        on=on,
        book=columns.book(on),
    )
    if built.order_ids.size == 0:
        return {}
    return {int(pk): explain(built.problem, row, 0) for row, pk in enumerate(built.person_ids)}


def must_be_open(
    order: JobOrder, person: Person, *, weights: dict[str, int], on: date, within: bool
) -> PairExplanation:
    """The pair's explanation, or NotAllowed with the gate that is closed or the one to ask about first.

    `within`: whether the reader works inside the person's case. Others of the own municipality are told no gate at
    all: to be silent about considerations only would tell them."""
    found = pairs(order.pk, [person.pk], weights=weights, on=on).get(person.pk)
    if found is None:
        raise NotAllowed("proposal.gone")
    foreign = person.organisation_id != order.taken_by_id
    for state, code in ((GateState.CLOSED, "proposal.gate_closed"), (GateState.UNKNOWN, "proposal.ask_first")):
        gates = found.gates(state)
        if gates and not (foreign or within):
            raise NotAllowed("proposal.not_possible_now")
        if gates and not all(may_tell(gate, foreign=foreign) for gate in gates):
            raise NotAllowed("proposal.not_possible_now")
        if gates:
            raise NotAllowed(code, gate=gates[0].code)
    return found
