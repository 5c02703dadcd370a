"""The employer rules for the stays of a part, asked of the facts as they stood when each stay was agreed on.

The rules are the product's own; only the gathering is done here, in memory, because rows of the time are not there.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tovholder import parameters
from tovholder.placements import facts as told
from tovholder.placements import gathering, rules
from tovholder.placements.plans import Overrule
from tovholder.placements.rules import Agreement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.simulate.facts import Citizen, Part, Stay, Workplace

# Whoever signs answers for what nobody asked in those days, and says so.
ANSWERED_FOR = Overrule("concrete_assessment", "Vurderet ved aftalen ud fra de oplysninger, der var.")
_TENTH = Decimal("0.1")  # hours as the rows hold them


class Check(NamedTuple):
    """What the rules said when the stay was agreed on, and by whom."""

    stay: int
    at: datetime
    by: int | None
    agreement: Agreement


def of(part: Part) -> Iterator[Check]:
    """One for each stay that was ever agreed on. Raises ValueError for one that nobody may answer for."""
    lives = _Lives(part)
    for stay in part.stays:
        step = next((step for step in stay.steps if step.target == "agreed"), None)
        if step is None:
            continue
        agreement = lives.asked(stay, step.at)
        for decision in agreement.in_the_way:
            answered = rules.may_overrule(decision, role="team_leader", reason=ANSWERED_FOR.reason)
            if not answered.allowed:
                raise ValueError(f"the story agrees on a stay that nobody may agree on: {decision.code}")
        yield Check(stay.number, step.at, step.by, agreement)


def is_kept(check: Check, stay: Stay) -> bool:
    """Whether the bulk path writes it: where somebody overruled a refusal, and where somebody is at the workplace now.

    Of what is over and was in order the rules can be computed again; in a large region these are most."""
    return check.agreement.allowed is False or stay.columns["status"] in HOLDS_A_PLACE


class _Lives:
    """Who was where, and what was known of people and workplaces."""

    def __init__(self, part: Part) -> None:
        self._citizens: dict[int, Citizen] = {citizen.number: citizen for citizen in part.citizens}
        self._places: dict[int, Workplace] = {place.number: place for firm in part.firms for place in firm.workplaces}
        self._cvr = {place.number: firm.cvr for firm in part.firms for place in firm.workplaces}
        self._at_place: dict[int, list[Stay]] = defaultdict(list)
        self._of_person: dict[int, list[Stay]] = defaultdict(list)
        for stay in part.stays:
            self._of_person[stay.person].append(stay)
            if stay.agreed_at is not None:
                self._at_place[stay.workplace].append(stay)

    def asked(self, stay: Stay, at: datetime) -> Agreement:
        planned = _planned(stay)
        return rules.may_agree(planned, self._person(stay, at), self._workplace(stay, planned, at))

    def _person(self, stay: Stay, at: datetime) -> told.PersonFacts:
        citizen = self._citizens[stay.person]
        case = citizen.case
        begun = [one for one in self._of_person[stay.person] if _begun(one, at)]
        jobs = [
            told.EarlierJob(self._cvr[one.workplace], one.columns["ended_on"] if _over(one, at) else None)
            for one in begun
            if one.columns["kind"] in _ordinary()
        ]
        return told.PersonFacts(
            born_on=case["born_on"],
            residence_from=case["residence_from"],
            residence_group=case["residence_group"],
            target_group=gathering.target_group(case["programme"], case["benefit"], case["visitation"]),
            jobs=tuple(jobs) if jobs or citizen.work else None,  # all that is told is from before Denmark
            spouse_owns_company=False,
            had_igu=any(one.columns["kind"] == "igu" for one in begun),
            earlier=tuple(self._earlier(stay, begun)),
        )

    def _earlier(self, stay: Stay, begun: list[Stay]) -> Iterator[told.EarlierStay]:
        cvr, starts_on = self._cvr[stay.workplace], stay.columns["starts_on"]
        for one in begun:
            if one.columns["starts_on"] < starts_on:
                family = parameters.term("placement_kinds", one.columns["kind"]).text("family")
                here = self._cvr[one.workplace] == cvr
                yield told.EarlierStay(family, one.columns["starts_on"], one.columns["ends_before"], here)

    def _workplace(self, stay: Stay, planned: told.Stay, at: datetime) -> told.UnitFacts:
        place = self._places[stay.workplace]
        stated = {month: fte for month, fte, _told in place.headcounts}
        months = gathering.months_before(min(planned.starts_on, at.date()), gathering.MONTHS_BACK)
        others, others_on = place.stated_stays or (None, None)
        fresh = others_on is not None and others_on <= planned.starts_on
        return told.UnitFacts(
            cvr=self._cvr[place.number],
            monthly_fte=tuple(stated.get(month) for month in months),
            ours=gathering.most_at_once(self._there(stay, planned, at), planned),
            others=others if fresh else None,
            others_stated_on=others_on if fresh else None,
            employer_signed=True,
            representative_signed=True,
            ticked=True,  # as the services are told it: by whoever agrees
        )

    def _there(self, stay: Stay, planned: told.Stay, at: datetime) -> list[tuple[date, date | None, Decimal]]:
        """The stays that held a place there when this one was agreed on, and would while it runs."""
        found = []
        for other in self._at_place[stay.workplace]:
            starts, ends = other.columns["starts_on"], other.columns["ends_before"]
            apart = (planned.ends_before is not None and starts >= planned.ends_before) or (
                ends is not None and ends <= planned.starts_on
            )
            if apart or other.columns["kind"] not in _counted(planned.starts_on) or not _held(other, stay, at):
                continue
            found.append((starts, ends, rules.full_time_share(_planned(other, on=planned.starts_on))))
        return found


def _planned(stay: Stay, on: date | None = None) -> told.Stay:
    columns = stay.columns
    return told.Stay(
        kind=columns["kind"],
        starts_on=on or columns["starts_on"],
        ends_before=columns["ends_before"],
        purpose=columns["purpose"],
        hours_unpaid=columns["hours_unpaid"].quantize(_TENTH),
        hours_paid=columns["hours_paid"].quantize(_TENTH),
    )


def _held(other: Stay, stay: Stay, at: datetime) -> bool:
    """Agreed before (what is agreed at the same time goes by number), and not over."""
    agreed = other.agreed_at
    before = agreed is not None and (agreed, other.number) < (at, stay.number)
    return before and not _over(other, at)


def _begun(stay: Stay, at: datetime) -> bool:
    return any(step.target == "started" and step.at < at for step in stay.steps)


def _over(stay: Stay, at: datetime) -> bool:
    return stay.ended_at is not None and stay.ended_at < at


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    return frozenset(term.code for term in parameters.terms("placement_kinds") if term.text("family") == "ordinary")


@lru_cache(maxsize=4096)
def _counted(on: date) -> frozenset[str]:
    terms = parameters.terms("placement_kinds", on=on)
    return frozenset(term.code for term in terms if term.flag("counts_in_ratio"))
