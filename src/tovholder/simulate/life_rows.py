"""What happened as rows: stays, proposals, talks and spells, and the access that proposals opened."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models

from tovholder import parameters
from tovholder.base.decision import as_json
from tovholder.companies.models import CompanyAsk
from tovholder.pathways.models import Contact, StatusSpell
from tovholder.people.models import Access
from tovholder.placements.models import FollowUp, HoursPeriod, Placement, PlacementEvent, RuleCheck
from tovholder.proposals import agreements, queries
from tovholder.proposals.models import ENDED, Proposal, ProposalEvent
from tovholder.simulate import checks, ledger_rows
from tovholder.simulate.checks import ANSWERED_FOR
from tovholder.simulate.facts import Citizen, Order, Part, Stay, Step, Suggestion
from tovholder.simulate.firm_rows import Places
from tovholder.simulate.frame_rows import Frame
from tovholder.simulate.numbering import Numbering


class LifeRows:
    """The rows of one part's lives. People and places are written already."""

    def __init__(self, part: Part, people: dict[int, int], places: Places, frame: Frame, numbering: Numbering) -> None:
        self.part, self.people, self.places, self.frame, self.numbering = part, people, places, frame, numbering
        self._citizens = {citizen.number: citizen for citizen in part.citizens}
        self._bodies = {place.number: firm.body for firm in part.firms for place in firm.workplaces}
        self._firms = {place.number: firm.number for firm in part.firms for place in firm.workplaces}
        self.stays: dict[int, int] = {}  # number of the stay to its id

    def rows(self) -> Iterator[models.Model]:
        """Parents before children."""
        for stay in self.part.stays:
            yield from self._stay(stay)
        yield from self._checks()
        yield from self.proposals(self.part.suggestions)
        for talk in self.part.talks:
            yield Contact(**self._about(Contact, talk._asdict()))
        for spell in self.part.spells:
            version = 1 if spell.ends_before is None else 2
            yield StatusSpell(version=version, **self._about(StatusSpell, spell._asdict()))

    def _agreed_of(self, stay: int, request_key: str) -> Iterator[models.Model]:
        yield from self._stay(self.part.stays[stay], request_key)
        yield from self._checks(since=stay)

    def _checks(self, since: int = 0) -> Iterator[RuleCheck]:
        """The employer rules are asked for every stay; what they said is written where it still matters."""
        for check in checks.of(self.part):
            if check.stay >= since and checks.is_kept(check, self.part.stays[check.stay]):
                answered = bool(check.agreement.in_the_way)
                yield RuleCheck(
                    id=self.numbering.next(RuleCheck),
                    placement_id=self.stays[check.stay],
                    checked_at=check.at,
                    decisions=[as_json(decision) for decision in check.agreement.decisions],
                    overruled_by_id=self.frame.member(check.by) if answered else None,
                    overrule_reason=f"{ANSWERED_FOR.reason}: {ANSWERED_FOR.words}" if answered else "",
                )

    def proposals(self, suggestions: list[Suggestion]) -> Iterator[models.Model]:
        """Proposals with their steps, and the access that an acceptance opened."""
        for suggestion in suggestions:
            yield from self._suggestion(suggestion)

    def _about(self, model: type[models.Model], columns: dict[str, Any]) -> dict[str, Any]:
        citizen = self._citizens[columns.pop("person")]
        return columns | {
            "id": self.numbering.next(model),
            "person_id": self.people[citizen.number],
            "organisation_id": self.frame.organisations[citizen.municipality],
            "by_id": self.frame.member(columns.pop("by")),
        }

    def _stay(self, stay: Stay, request_key: str = "") -> Iterator[models.Model]:
        number = self.stays[stay.number] = self.numbering.next(Placement)
        yield Placement(
            id=number,
            person_id=self.people[stay.person],
            organisation_id=self.frame.organisations[self._citizens[stay.person].municipality],
            unit_id=self.places.workplaces[stay.workplace],
            order_id=None if stay.order is None else self.places.orders[stay.order],
            previous_id=None if stay.previous is None else self.stays[stay.previous],
            consultant_id=self.frame.member(stay.consultant),
            company_contact_id=self.places.liaison(stay.liaison),
            request_key=request_key,
            version=stay.version,
            **stay.columns,
        )
        if stay.agreed_at is not None:
            yield from self._agreed(stay, number, stay.agreed_at.date())
        for step in stay.steps:
            yield PlacementEvent(placement_id=number, **self._step(PlacementEvent, step))
        for visit in stay.visits:
            columns = visit._asdict()
            by = self.frame.member(columns.pop("by"))
            yield FollowUp(id=self.numbering.next(FollowUp), placement_id=number, by_id=by, **columns)

    def _agreed(self, stay: Stay, number: int, on: date) -> Iterator[models.Model]:
        """What comes with an agreement: the hours, and a view of who comes for a company with people of its own."""
        columns = stay.columns
        yield HoursPeriod(
            id=self.numbering.next(HoursPeriod),
            placement_id=number,
            starts_on=columns["starts_on"],
            ends_before=columns["ends_before"],
            unpaid=columns["hours_unpaid"],
            paid=columns["hours_paid"],
        )
        body = self._bodies.get(stay.workplace, "")
        if body:
            yield Access(
                id=self.numbering.next(Access),
                person_id=self.people[stay.person],
                organisation_id=self.frame.organisations[body],
                purpose="placement",
                fields="placement",
                starts_on=on,
                ends_before=max(stay.ended_at.date(), on) if stay.ended_at else None,
                source=f"placement:{number}",
            )

    def _step(self, model: type[models.Model], step: Step) -> dict[str, Any]:
        columns = step._asdict()
        return columns | {"id": self.numbering.next(model), "by_id": self.frame.member(columns.pop("by"))}

    def _suggestion(self, one: Suggestion) -> Iterator[models.Model]:
        number = self.numbering.next(Proposal)
        order, person = self.places.orders[one.order], self.people[one.person]
        last = one.steps[-1]
        citizen, asked = self._citizens[one.person], self.part.orders[one.order]
        needs = queries.untold(kinds=asked.columns["kinds"], strains=asked.columns["strains"])
        touched_at = last.at
        if one.stay is not None and one.stay not in self.stays:  # agreed on just now, out of this proposal
            yield from self._agreed_of(one.stay, agreements.request_key(number))
            touched_at = self.part.stays[one.stay].columns["created_at"]
        yield Proposal(
            id=number,
            order_id=order,
            person_id=person,
            organisation_id=self.frame.organisations[citizen.municipality],
            status=last.target,
            pseudonym=queries.pseudonym_of(order, needs, person),
            score=one.score,
            parts=one.parts,
            proposed_by_id=self.frame.member(one.proposed_by),
            why=one.why,
            citizen_accepted_at=one.citizen_accepted_at,
            caseworker_accepted_at=one.caseworker_accepted_at,
            interview_at=one.interview_at,
            reason=last.reason,
            reason_words=last.words,
            placement_id=None if one.stay is None else self.stays[one.stay],
            created_at=one.created_at,
            touched_at=touched_at,
            version=one.version,
        )
        for step in one.steps:
            yield ProposalEvent(proposal_id=number, **self._step(ProposalEvent, step))
        yield from self._opened(one, number, asked, citizen)
        yield from self._asked(one, number, asked)

    def _asked(self, one: Suggestion, number: int, order: Order) -> Iterator[models.Model]:
        """The company's ledger: what it was asked about the candidate."""
        if any(step.target == "shown_to_company" for step in one.steps):
            yield from ledger_rows.of_proposal(
                one,
                number,
                order=order,
                company_id=self.places.companies[self._firms[order.workplace]],
                unit_id=self.places.workplaces[order.workplace],
                frame=self.frame,
                next_id=self.numbering.next(CompanyAsk),
            )

    def _end_of(self, one: Suggestion) -> datetime | None:
        return None if one.stay is None else self.part.stays[one.stay].ended_at

    def _opened(self, one: Suggestion, number: int, order: Order, citizen: Citizen) -> Iterator[Access]:
        """Both accepted: the order's municipality may see the profile, until the proposal or its stay ends."""
        foreign = order.taken_by != citizen.municipality and not citizen.case["protected"]
        if not foreign or one.citizen_accepted_at is None:
            return
        starts_on = one.citizen_accepted_at.date()
        last = one.steps[-1]
        ends = starts_on + timedelta(days=parameters.value("opening_of_proposal_days", on=starts_on).whole())
        ended_at = last.at if last.target in ENDED else self._end_of(one)
        if ended_at is not None:
            ends = min(ends, max(ended_at.date(), starts_on))
        yield Access(
            id=self.numbering.next(Access),
            person_id=self.people[one.person],
            organisation_id=self.frame.organisations[order.taken_by],
            purpose="recruitment",
            fields="profile",
            starts_on=starts_on,
            ends_before=ends,
            source=f"proposal:{number}",
        )
