"""A municipality of many random cases, with everything that boards and worklists look at; the seed decides."""

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from tests.integration.campaigns.scene import signing_in
from tests.integration.region import NOW, TODAY, Region
from tests.integration.worklists import crowd_absences
from tovholder.accounts.models import Membership, Organisation, Unit
from tovholder.companies.models import CompanyContactEvent, CompanyRequest, JobOrder
from tovholder.pathways.models import (
    AftercareStep,
    Contact,
    Meeting,
    OwnWayIn,
    ProposedConsiderations,
    StatusSpell,
    ToldFact,
)
from tovholder.people.models import Person
from tovholder.placements.models import (
    PARTIES,
    Alignment,
    AlignmentSignature,
    EmployerStatement,
    FollowUp,
    GroupEntry,
    GroupMove,
    GroupStay,
    Incident,
    Placement,
    StatementAsk,
)
from tovholder.proposals.models import Proposal

KINDS = ("work_placement", "igu", "wage_subsidy_private", "ordinary_job", "ordinary_hours")
STAYS = ("planned", "agreed", "started", "started", "started", "interrupted", "ended", "ended_early", "cancelled")
SPELLS = ("sick", "maternity", "in_course", "waiting", "danish_only", "away", "paused")
PROPOSALS = ("proposed", "contacted", "accepted_by_citizen", "shown_to_company", "withdrawn")


class Crowd:
    """Fills a region. `members` are the two contacts; their units differ, and some cases have neither."""

    def __init__(self, region: Region, *, seed: int, people: int = 60) -> None:
        self.region, self.dice = region, random.Random(seed)
        self.business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
        self.members = [region.member("caseworker", initials="AA"), region.member("company_consultant", initials="BB")]
        Membership.objects.filter(pk=self.members[1].pk).update(unit=self.business)
        for number in range(people):
            self._person(number)
        for _ in range(people):
            self._desk()
        for _ in range(9):
            self._said_of_conditions()
        self._group(Person.objects.filter(organisation=region.helsingor)[:20])
        self._meetings()
        crowd_absences.fill(region, self.members)

    def _person(self, number: int) -> None:
        dice, region = self.dice, self.region
        home = region.fredensborg if dice.random() < 0.1 else region.helsingor
        person = Person.objects.create(
            organisation=home,
            given_name=f"P{number:03}",
            family_name="Prøve",
            contact=dice.choice([*self.members, None]),
            unit=dice.choice([region.unit, self.business, None]),
            takeover_on=self._day(120),
            closed_on=TODAY if dice.random() < 0.1 else None,
            pending_import=1 if dice.random() < 0.05 else None,
            created_at=self._moment(120),
            touched_at=NOW,
        )
        self._contacts(person)
        self._spells(person, home)
        self._after(person, number)
        for _ in range(dice.choice([0, 0, 1, 1, 2, 3])):
            self._stay(person, home)
        for _ in range(dice.choice([0, 0, 1, 2])):
            self._proposal(person)

    def _contacts(self, person: Person) -> None:
        for _ in range(self.dice.choice([0, 1, 1, 2, 3])):
            next_on = self.dice.choice([None, TODAY + timedelta(days=self.dice.randint(-20, 20))])
            facts: dict[str, Any] = {"organisation_id": person.organisation_id, "kind": "talk", "next_on": next_on}
            facts |= {"calls_off": next_on is None and person.pk % 4 == 0}
            Contact.objects.create(person=person, at=self._moment(120), **facts)

    def _after(self, person: Person, number: int) -> None:
        """Considerations that wait or were taken; a fact that somebody has answered, or nobody; a step that is due."""
        who = {"person": person, "organisation_id": person.organisation_id}
        if number % 7 == 0:
            state = "proposed" if number % 2 else "taken"
            ProposedConsiderations.objects.create(codes=["no_dust"], proposed_at=NOW, state=state, **who)
        if number % 6 == 0:
            made = NOW - timedelta(days=number % 11)
            others = [each for each in self.members if each.pk != person.contact_id]
            by = self.members[0] if number % 24 == 6 else others[0]
            OwnWayIn.objects.create(
                person=person, token_hash=f"{number}", link_by="paper", made_at=made, made_by=by, ends_at=NOW
            )
        if number % 5 == 0:
            fact = ToldFact.objects.create(kind="housing", told_on=TODAY, told_by="citizen", **who)
            due = TODAY + timedelta(days=number % 3 - 1)
            told = {"source": f"told:{fact.pk}" if number % 2 else "", "kind": "talk", "due_on": due, "at": NOW}
            AftercareStep.objects.create(**told, **who)

    def _spells(self, person: Person, home: Organisation) -> None:
        """One that has ended, and perhaps one that stands, with or without an end in sight."""
        began = self._day(60)
        facts: dict[str, Any] = {"person": person, "organisation": home, "code": self.dice.choice(SPELLS)}
        StatusSpell.objects.create(**facts, starts_on=began - timedelta(days=30), ends_before=began)
        if self.dice.random() < 0.5:
            facts["code"] = self.dice.choice(SPELLS)
            ends = self.dice.choice([None, None, TODAY + timedelta(days=self.dice.randint(0, 9))])
            StatusSpell.objects.create(**facts, starts_on=began, ends_before=ends)

    def _stay(self, person: Person, home: Organisation) -> None:
        status, starts = self.dice.choice(STAYS), self._day(90)
        ends = self.dice.choice([None, TODAY + timedelta(days=self.dice.randint(-9, 60))])
        if ends is not None and ends <= starts:
            ends = None
        over = status in ("ended", "ended_early")
        stay = Placement.objects.create(
            person=person,
            organisation=home,
            unit=self.region.workplace,
            kind=self.dice.choice(KINDS),
            status=status,
            starts_on=starts,
            ends_before=ends,
            ended_on=self._day(60) if over and self.dice.random() < 0.7 else None,
            outcome="goal_reached" if over else "",
            consultant=self.dice.choice([*self.members, None]),
            created_at=NOW,
        )
        for _ in range(self.dice.choice([0, 1, 2])):
            held = self.dice.choice([None, None, TODAY])
            FollowUp.objects.create(placement=stay, due_on=self._day(30) + timedelta(days=15), held_on=held)
        self._alongside(stay)

    def _group(self, people: Iterable[Person]) -> None:
        """A group in which the company, or the municipality, has made the newest move of each."""
        region = self.region
        group = GroupStay.objects.create(
            organisation=region.helsingor, unit=region.workplace, title="Køkken", places=8, created_at=NOW,
            starts_on=TODAY, ends_before=TODAY + timedelta(days=90), contact=self.members[0],
        )  # fmt: skip
        company = region.member("company_contact", at=signing_in(region.company))
        for person in people:
            stage = self.dice.choice(["final_list", "out", "interview"])
            entry = GroupEntry.objects.create(
                group=group, person=person, organisation_id=person.organisation_id, stage=stage
            )
            for by in (self.members[0], self.dice.choice([company, company, self.members[0]])):
                GroupMove.objects.create(entry=entry, at=self._moment(20), target=stage, by=by)

    def _alongside(self, stay: Placement) -> None:
        """A problem that nobody, or somebody, holds; expectations that some or all have signed."""
        if self.dice.random() < 0.3:
            heard, owner = self._moment(3), self.dice.choice([*self.members, None])
            Incident.objects.create(placement=stay, kind="tasks", heard_at=heard, due_at=heard, owner=owner)
        if self.dice.random() < 0.5:
            signed = self.dice.choice([0, 2, 3])
            row = Alignment.objects.create(
                placement=stay, number=1, purpose="language", written_at=self._moment(30),
                renew_on=TODAY + timedelta(days=self.dice.randint(-9, 30)),
                signed_by_all_at=NOW if signed == 3 else None,
            )  # fmt: skip
            for party in PARTIES[:signed]:
                AlignmentSignature.objects.create(alignment=row, party=party, name="x", signed_at=NOW)

    def _proposal(self, person: Person) -> None:
        status, dice = self.dice.choice(PROPOSALS), self.dice
        told, over = status in ("accepted_by_citizen", "shown_to_company"), status == "withdrawn"
        Proposal.objects.create(
            order=self._order(),
            person=person,
            organisation_id=person.organisation_id,
            status=status,
            pseudonym="AB12CD34",
            proposed_by=dice.choice(self.members),
            citizen_accepted_at=NOW if told else None,
            caseworker_accepted_at=NOW if told or dice.random() < 0.5 else None,
            reason=dice.choice(("other", "order_withdrawn", "order_filled")) if over else "",
            created_at=NOW,
            touched_at=self._moment(9 if over else 60),
        )

    def _order(self) -> JobOrder:
        dice = self.dice
        return self.region.order(
            taken_by=dice.choice([self.region.helsingor, self.region.helsingor, self.region.fredensborg]),
            owner=dice.choice([*self.members, None]),
            status=dice.choice(["open", "open", "draft", "filled"]),
            received_at=self._moment(9),
            answered_at=dice.choice([None, NOW]),
            fresh_until=self._day(30) + timedelta(days=15),
        )

    def _desk(self) -> None:
        """A request on the clock, or closed; and a step agreed with the company, done or not."""
        dice, region = self.dice, self.region
        received, closed = self._moment(3), dice.choice([None, None, NOW])
        CompanyRequest.objects.create(
            received_by=dice.choice([region.helsingor, region.fredensborg]),
            received_at=received,
            warn_at=received,
            due_at=received + timedelta(hours=24),
            owner=dice.choice([*self.members, None]),
            closed_at=closed,
            outcome="solved" if closed else "",
            company=region.company,
            kind="problem",
            words="x",
        )
        CompanyContactEvent.objects.create(
            organisation=dice.choice([region.helsingor, region.fredensborg]),
            company=region.company,
            kind="call",
            held_on=self._day(30),
            made_at=NOW,
            next_on=dice.choice([None, self._day(9), TODAY + timedelta(days=3)]),
            next_holder=dice.choice([*self.members, None]),
            next_done_at=dice.choice([None, None, NOW]),
        )

    def _said_of_conditions(self) -> None:
        """Somebody at the workplace is asked for a kind and a period, and says yes or no; some are withdrawn."""
        dice, region, starts = self.dice, self.region, self._day(60)
        ask = StatementAsk.objects.create(
            organisation=dice.choice([region.helsingor, region.fredensborg]),
            unit=region.workplace,
            kind=dice.choice(KINDS),
            starts_on=starts,
            ends_before=starts + timedelta(days=dice.randint(10, 40)),
            hours=37,
            asked_at=NOW,
            withdrawn_at=dice.choice([None, None, NOW]),
        )
        facts: dict[str, Any] = {"role": "union", "name": "x", "way": "link", "stated_at": NOW}
        EmployerStatement.objects.create(ask=ask, agrees=dice.random() < 0.3, **facts)

    def _meetings(self) -> None:
        """Last of all, with dice of its own: the rest stays what it was."""
        dice = random.Random(17)
        for person in Person.objects.order_by("pk"):
            person.visited_on = TODAY - timedelta(days=dice.randint(0, 300))
            person.save(update_fields=["visited_on"])
            if dice.random() < 0.6:
                starts = NOW + timedelta(hours=dice.randint(-90, 200))
                Meeting.objects.create(
                    person=person, organisation_id=person.organisation_id, kind=dice.choice(["talk", "joint"]),
                    form="phone", starts_at=starts, ends_at=starts + timedelta(hours=1), made_at=NOW,
                    interpreter=dice.choice(["none", "none", "wanted"]), wants_to_move=dice.random() < 0.1,
                    state=dice.choice(["planned", "planned", "seen", "moved"]),
                    reminded_at=dice.choice([None, NOW]),
                )  # fmt: skip

    def _day(self, back: int) -> date:
        return TODAY - timedelta(days=self.dice.randint(0, back))

    def _moment(self, back: int) -> datetime:
        return NOW - timedelta(minutes=self.dice.randint(0, back * 24 * 60))
