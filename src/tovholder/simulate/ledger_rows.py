"""What companies were asked about candidates, as rows: the columns that the steps of a proposal write (the ledger)."""

from collections.abc import Iterator

from tovholder.companies.models import CompanyAsk
from tovholder.proposals.services import LEDGER_ANSWERS
from tovholder.simulate.facts import Order, Step, Suggestion
from tovholder.simulate.frame_rows import Frame


def of_proposal(
    one: Suggestion, number: int, *, order: Order, company_id: int, unit_id: int, frame: Frame, next_id: int
) -> Iterator[CompanyAsk]:
    """The question of a candidate who was shown, with its answer; nothing for one who was not. Shown by whoever works
    on the order."""
    at = next((place for place, step in enumerate(one.steps) if step.target == "shown_to_company"), None)
    if at is None:
        return
    shown: Step = one.steps[at]
    ended = next((step for step in one.steps[at:] if step.target in LEDGER_ANSWERS), None)
    yield CompanyAsk(
        id=next_id,
        company_id=company_id,
        unit_id=unit_id,
        organisation_id=frame.organisations[order.taken_by],
        by_id=frame.member(shown.by),
        kind="candidate",
        words=order.columns["title"][:160],
        key=f"proposal:{number}",
        asked_at=shown.at,
        answer_by=order.columns.get("answer_by"),
        answered_at=ended.at if ended else None,
        answer=LEDGER_ANSWERS[ended.target] if ended else "",
    )
