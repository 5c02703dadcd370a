"""Who may take which step with whose citizen: every write service, three reaches, five citizens.

What is right is said here, in `may` and `may_read`, and nowhere asked of the product."""

import inspect
import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests.conftest import is_todays
from tests.integration.region import NOW, Region
from tests.integration.rights import scene as scenes
from tests.integration.rights.scene import (
    CASELOAD,
    ELSEWHERE,
    OTHER_UNIT,
    OWN,
    PERSONS,
    PROTECTED,
    ROLES,
    SCOPES,
    UNIT,
    Scene,
)
from tests.integration.rights.steps import STEPS
from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import AuditEntry
from tovholder.companies import shared_bank_services, together_services
from tovholder.learning import booking_services
from tovholder.pathways import (
    aftercare_services,
    attendance_services,
    card_services,
    companion_services,
    consideration_services,
    contract_services,
    evidence_services,
    health_services,
    hearing_services,
    inbox_services,
    leave_services,
    local_course_services,
    meeting_letter_services,
    meetings_services,
    mitid_services,
    observation_services,
    own_services,
    plans_services,
    progress_services,
    reception_taking_services,
    reception_task_services,
    school_services,
    support_services,
    transfer_family_services,
    transfer_services,
    visit_indicator_services,
    way_in_services,
    week_services,
)
from tovholder.pathways import services as pathways
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.facts import NewPerson
from tovholder.people.models import Access, Person
from tovholder.people.queries import NoSuchPerson
from tovholder.placements import (
    alignment_services,
    chain_services,
    group_services,
    incident_services,
    ladder_services,
    newcomer_services,
    task_services,
)
from tovholder.placements import queries as placement_queries
from tovholder.placements import services as placements
from tovholder.placements.services import cards, papers
from tovholder.proposals import agreements, runs, shown
from tovholder.proposals import queries as proposal_queries
from tovholder.proposals import services as proposals
from tovholder.worklists import boards, items
from tovholder.worklists import queries as worklists

pytestmark = pytest.mark.any_database


def _one_room(*modules: ModuleType) -> SimpleNamespace:
    """Several small modules as one room, which is one scene to make and not one each."""
    own = {
        name: found for each in modules for name, found in vars(each).items()
        if inspect.isfunction(found) and found.__module__ == each.__name__ and not name.startswith("_")
    }  # fmt: skip
    return SimpleNamespace(__all__=list(own), **own)


ROOMS: dict[str, Any] = {
    "people": people,
    "pathways": pathways,
    "placements": placements,
    "cards": cards,
    "papers": papers,
    "proposals": proposals,
    "agreements": agreements,
    "together": together_services,
    "ladder": ladder_services,
    "tasks": task_services,
    "chain": chain_services,
    "shared_bank": shared_bank_services,
    "bookings": booking_services,
    "newcomers": newcomer_services,
    "alignment": alignment_services,
    "incidents": incident_services,
    "groups": group_services,
    "taking": reception_taking_services,
    "reception": reception_task_services,
    "attendance": attendance_services,
    "evidence": evidence_services,
    "hearings": hearing_services,
    "meetings": meetings_services,
    "letters": meeting_letter_services,
    "week": week_services,
    "progress": progress_services,
    "plans": plans_services,
    "contract": contract_services,
    "transfers": transfer_services,
    "families": transfer_family_services,
    "inbox": inbox_services,
    "own": own_services,
    "mitid": mitid_services,
    "ways_in": way_in_services,
    "health": health_services,
    "considerations": consideration_services,
    "aftercare": aftercare_services,
    "companions": companion_services,
    "leave": leave_services,
    "support": _one_room(support_services, school_services, local_course_services, card_services),
    "observations": observation_services,
    "visits": visit_indicator_services,
}
# Steps that name no citizen, and what the rooms above take in the middle of a step that is asked here.
NOBODYS = {"people.may_be_contact", "people.find_by_cpr", "agreements.request_key"} | {
    f"together.{name}" for name in ("agree", "forecast", "plan_course", "tell")
}
NOBODYS |= {f"papers.{name}" for name in ("issue_agreement", "issue_pact", "issue_partnership", "issue_diploma")}
NOBODYS |= {"shared_bank.make", "shared_bank.share", "shared_bank.link_course"}
NOBODYS |= {"newcomers.next_states", "newcomers.note_for_newcomer"}
NOBODYS |= {f"groups.{name}" for name in ("plan_group", "change_group", "set_base", "note_for_group", "solve_note")}
# Of two houses. What a handover tells before it is taken in is nobody's case yet (tests/integration/reception).
NOBODYS |= {"reception.plan_cooperation"}
# A file before it is anybody's, and what a hearing does for those who hold its citizen already. Opening what a citizen
# sent is for those inside the case, which is narrower (tests/integration/attendance/test_reach.py).
NOBODYS |= {f"evidence.{name}" for name in ("most_bytes", "check_size", "kind_of", "cleaned", "forget_files", "fetch")}
NOBODYS |= {"hearings.heard", "hearings.open_hearings_about", "attendance.own_case"}
# Whoever holds a link is no member; what a link opens has tests of its own.
NOBODYS |= {"alignment.sign_by_link"}
NOBODYS |= {
    "plans.own_case",
    "plans.newest_text",
    "contract.newest_contract",
    "transfers.may_answer",
    "transfers.why_not_offered",
}
INNER = {f"people.{name}" for name in ("open_access", "close_access", "close_accesses_from", "touch", "tie_login")}
NOBODYS |= {"inbox.routed", "families.staying"}
INNER |= {"meetings.writable", "meetings.letter_is_made"}
# Steps inside a move to another municipality, by the product's own hand (tests/integration/plans/test_moving.py).
INNER |= {"meetings.call_off_for_move", "hearings.end_for_move", "considerations.settle_on_move"}
# Whoever holds a link is no member, and whoever has a code is let in by it; tests/integration/own.
NOBODYS |= {"ways_in.open_link", "ways_in.try_code", "own.offer_industries", "mitid.come_in"}
INNER |= {"ways_in.own_open_case", "ways_in.give_sign_in"}
NOBODYS |= {"leave.plan_leave_group", "leave.note_meeting"}
NOBODYS |= {f"support.{name}" for name in ("tell_course", "cancel_course", "plan_local_course")}
NOBODYS |= {"support.book_lesson", "support.move_lesson"}
# What the health side tells others; it has asked for its own right before.
INNER |= {f"considerations.{name}" for name in ("propose", "tell", "take_back", "set_aside", "settle_on_move")}
INNER |= {"aftercare.own_case", "plans.own_open_case"}
# What services ask before they write: whether the case is open, whether somebody has tried too much.
INNER |= {"people.require_open", "people.require_patience", "people.require_patience_with_numbers"}
INNER |= {"people.count_missed_number"}
INNER |= {
    "papers.issue_card",
    "proposals.end_for_order",
    "proposals.end_for_protected",
    "proposals.end_for_closed_case",
}
# Nobody's citizen yet, what leaders alone may do, and what the citizen alone chooses: each has a test of its own below.
# What the company alone decides has its tests with the groups (tests/integration/alignment/test_groups.py).
ALONE = {"papers.show_to_verifiers", "people.register", "people.hold_case", "people.lift_hold"}
ALONE |= {"groups.decide_at_company"}
# What the benefits office alone decides: tests/integration/attendance/test_steps.py.
ALONE |= {"hearings.decide", "hearings.send_back"}
# What a centre alone does of a family it may not read of any more: tests/integration/reception.
ALONE |= {"reception.set_duty"}
# What the citizen asks for on the own page: tests/integration/meetings.
ALONE |= {"meetings.ask_to_move", "meetings.ask_for_interpreter"}
# What the municipality that gets a case decides has its tests with the moves (tests/integration/plans/test_moving.py).
ALONE |= {"transfers.accept", "transfers.decline"}
# What the citizen alone does, on the own pages (tests/integration/own, tests/systems/test_s35_hjoerring.py).
ALONE |= {"own.propose_correction", "own.choose_industries", "inbox.write_back"}
ALONE |= {"support.take_card"}  # tests/systems/test_s24_alleroed.py
# What the language teacher and the citizen do with what was seen in class (tests/systems/test_s44_herning.py).
ALONE |= {"observations.tell", "observations.take_back", "observations.reply"}

# What the order's municipality may do with a citizen of another one.
OF_THE_ORDER = {
    "proposals.propose",
    "proposals.show_to_company",
    "proposals.note_interview",
    "proposals.withdraw",
    "proposals.seen",
}


# Of health, or telling of it: those outside the unit that has the case learn nothing.
WITHIN_CASE = {"considerations.answer_considerations", "leave.join", "leave.change_leave"}
# What would open the case: being its contact, and the way in to all that the citizen reads.
WITHIN_CASE |= {"people.assign_contact", "people.change_cpr", "mitid.open_by_mitid", "mitid.close_mitid"}
WITHIN_CASE |= {
    f"ways_in.{name}" for name in ("verify_channel", "end_channel", "make_link", "make_code", "withdraw_link")
}


# To judge absence and to hear somebody about it: who answers for the case, and none who works with its companies.
JUDGED = {"attendance.clear"}


def may(step: str, scope: str, which: str, role: str) -> bool:
    """The right, as the controller would write it."""
    if role == "company_consultant" and (step in JUDGED or step.startswith("hearings.")):
        return False
    if which == OWN:
        return True
    if scope == CASELOAD or (scope == UNIT and which == OTHER_UNIT and step in WITHIN_CASE):
        return False
    if which == ELSEWHERE:
        return step in OF_THE_ORDER or step.startswith("proposals.company_answers")
    return True


def may_read(what: str, scope: str, which: str) -> bool:
    if which == OWN:
        return True
    if scope == CASELOAD:
        return False
    return which != ELSEWHERE or what in ("case", "proposal", "proposals of the order", "work that waits")


@pytest.fixture(params=ROLES)
def scene(region: Region, request: pytest.FixtureRequest) -> Scene:
    return scenes.make(region, request.param)


class _TakenBack(Exception):
    pass


def _tried(step: Callable[[], Any]) -> str:
    """What came of it: "" when the step was taken, else how it was refused. Nothing of it stays."""
    said = ""
    try:
        with transaction.atomic():
            try:
                step()
            except NotAllowed as refused:
                said = refused.code
            except (NoSuchPerson, OutOfReach) as refused:
                said = type(refused).__name__
            raise _TakenBack
    except _TakenBack:
        return said


REFUSALS = {
    "considerations.not_within_case", "hearing.not_your_task", "leave.not_within_case", "person.not_within_case",
    "person.contact_outside_case", "person.cpr_outside_case",
    "NoSuchPerson", "NoSuchProposal", "OutOfReach", "person.not_your_case", "placement.not_your_case",
    "proposal.not_your_case", "proposal.not_your_order", "person.contact_is_no_colleague",
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rooms", [tuple(ROOMS)[at : at + 5] for at in range(0, len(ROOMS), 5)], ids=" ".join)
def test_a_step_is_taken_by_those_who_have_the_right_and_by_nobody_else(
    region: Region, role: str, rooms: tuple[str, ...]
) -> None:
    """All steps of some rooms in one test: each is taken back, and making the scene takes as long as several steps.
    Every day one role tries a quarter of them and the other another quarter, in the full run both try all."""
    scene, wrong = scenes.make(region, role), []
    names = [name for name in STEPS if name.split(".")[0] in rooms]
    tried = list(itertools.product(names, SCOPES, PERSONS))
    for place, (name, scope, which) in enumerate(tried):
        if not is_todays(place + ROLES.index(role), 2 * len(ROLES)):
            continue
        with transaction.atomic():
            actor, person = scene.actor(scope), scene.person(which, scope)
            said = _tried(STEPS[name](scene, person, actor, scope))
            transaction.set_rollback(True)
        if may(name, scope, which, role) and said:
            wrong.append(f"{name}: {scope} may with {which}, and was told {said}")
        if not may(name, scope, which, role) and said not in REFUSALS:
            wrong.append(f"{name}: {scope} may not with {which}, and was told '{said}'")
    assert names
    assert wrong == []


def test_a_refused_step_leaves_no_trace_of_having_been_taken(scene: Scene) -> None:
    """All steps in one test: each is taken back, and making the scene takes longer than a step."""
    traced = []
    for name, step_of in STEPS.items():
        with transaction.atomic():
            person = scene.person(PROTECTED, CASELOAD)
            step = step_of(scene, person, scene.actor(CASELOAD), CASELOAD)
            before = AuditEntry.objects.count()
            with pytest.raises((NotAllowed, NoSuchPerson, OutOfReach)):
                step()
            if (AuditEntry.objects.count(), Person.objects.get(pk=person.pk).version) != (before, person.version):
                traced.append(name)
            transaction.set_rollback(True)
    assert traced == []


def test_every_write_service_about_a_citizen_is_asked() -> None:
    asked = {name.split(" ")[0] for name in STEPS}
    assert set(_services()) - NOBODYS - INNER - ALONE == asked


def _services() -> Iterator[str]:
    for room, module in ROOMS.items():
        listed = getattr(module, "__all__", None)
        for name, found in vars(module).items():
            own = (
                name in listed if listed else found.__module__ == module.__name__ if inspect.isroutine(found) else False
            )
            if inspect.isfunction(found) and own and not name.startswith("_"):
                yield f"{room}.{name}"


def _case(scene: Scene, actor: Actor, person: Person) -> bool:
    return people_queries.case(person.pk, actor=actor).pk == person.pk


def _proposal(scene: Scene, actor: Actor, person: Person) -> bool:
    return proposal_queries.one(_of(scene, person), actor=actor).person_id == person.pk


def _of(scene: Scene, person: Person) -> int:
    return proposal_queries.open_for_order(scene.order.pk).get(person=person).pk


def _placement(scene: Scene, actor: Actor, person: Person) -> bool:
    return placement_queries.placement(person.stay, actor=actor).person_id == person.pk  # type: ignore[attr-defined]


READS: dict[str, Callable[[Scene, Actor, Person], bool]] = {
    "case": _case,
    "proposal": _proposal,
    "placement": _placement,
    "list": lambda scene, actor, person: person in people_queries.listed(actor=actor),
    "opened": lambda scene, actor, person: (
        person in [*people_queries.listed(actor=actor), *people_queries.opened(actor=actor)]
    ),
    "proposals of the order": lambda scene, actor, person: (
        person.pk in proposal_queries.of_order(scene.order.pk, actor=actor).values_list("person_id", flat=True)
    ),
    "placements": lambda scene, actor, person: (
        person.pk in placement_queries.search(actor=actor).values_list("person_id", flat=True)
    ),
    "board": lambda scene, actor, person: (
        person.pk
        in {
            card.person.pk
            for column in boards.board(actor=actor, on=NOW.date(), only=boards.Filter())
            for card in column.cards
        }
    ),
    "named on the order's list": lambda scene, actor, person: (
        person.pk in {row.person.pk for row in shown.for_order(scene.order, actor=actor).ranked if row.person}
    ),
    "work that waits": lambda scene, actor, person: (
        person.pk
        in {
            proposal.person_id
            for kind in worklists.PROPOSAL_KINDS
            for proposal in worklists.due(
                kind, actor=actor, limits=items.limits(NOW, NOW.date()), whose=worklists.Whose()
            )
        }
    ),
}


@pytest.mark.parametrize("what", READS)
def test_a_citizen_is_read_by_those_who_have_the_right_and_by_nobody_else(scene: Scene, what: str) -> None:
    runs.nightly(now=NOW)
    wrong = []
    for scope, which in ((scope, which) for scope in SCOPES for which in PERSONS):
        with transaction.atomic():
            person = scene.person(which, scope)
            if what != "opened":
                scene.proposal(person, "accepted_by_citizen")
            person.stay = scene.stay(person, "started", scope).pk  # type: ignore[attr-defined]
            try:
                read = READS[what](scene, scene.actor(scope), person)
            except (NoSuchPerson, OutOfReach):
                read = False
            transaction.set_rollback(True)
        expected = may_read("case" if what == "opened" else what, scope, which)
        if read is not expected:
            wrong.append(f"{scope} {'may' if expected else 'may not'} read {which}")
    assert wrong == []


def test_nobody_under_a_pseudonym_stands_on_a_list_of_somebody_with_own_cases_only(scene: Scene) -> None:
    scene.person(OWN, CASELOAD)
    runs.nightly(now=NOW)
    actor = scene.actor(CASELOAD)
    told = shown.for_order(scene.order, actor=actor)
    assert [row.person for row in (*told.ranked, *told.ask_first, *told.near_misses)] == [scene.people[OWN]]
    assert set(actor.book.shown) == {scene.people[OWN].pk}


def test_what_is_opened_to_this_very_member_may_be_read_and_not_written(scene: Scene) -> None:
    Access.objects.update(membership=scene.members[CASELOAD])
    for which in (ELSEWHERE, "same unit"):
        person, actor = scene.people[which], scene.actor(CASELOAD)
        assert people_queries.case(person.pk, actor=actor) == person
        assert not people_queries.is_own_case(person, actor=actor)
        for name in STEPS:
            with transaction.atomic():
                assert _tried(STEPS[name](scene, person, actor, CASELOAD)) in REFUSALS, (name, which)
                transaction.set_rollback(True)


def test_a_new_case_belongs_to_the_member_with_own_cases_only_who_opened_it(scene: Scene) -> None:
    actor = scene.actor(CASELOAD)
    made = people.register(facts=NewPerson(given_name="Ny", family_name="Prøve"), actor=actor, now=NOW)
    assert people_queries.case(made.person_id, actor=actor).contact_id == actor.membership_id


@pytest.mark.parametrize(("scope", "others"), [("caseload", False), ("organisation", True)])
def test_a_leader_holds_the_cases_within_the_own_reach_only(scene: Scene, scope: str, others: bool) -> None:
    leader = scene.region.actor("team_leader", initials="LE", scope=scope)
    Person.objects.filter(pk=scene.people[OWN].pk).update(contact_id=leader.membership_id)
    reason = parameters.terms("hold_reasons")[0].code
    for which, may_hold in ((OWN, True), ("same unit", others), (PROTECTED, others), (ELSEWHERE, False)):
        person = scene.people[which]

        def hold(person: Person = person) -> object:
            until = NOW.date() + timedelta(days=30)
            people.hold_case(person_id=person.pk, reason=reason, ends_before=until, actor=leader, now=NOW)
            return people.lift_hold(person_id=person.pk, actor=leader, now=NOW)

        assert _tried(hold) == ("" if may_hold else "NoSuchPerson"), which


def test_a_citizen_cannot_take_the_steps_of_staff_on_the_own_proposal(scene: Scene) -> None:
    person = scene.people["same unit"]
    citizen = scene.region.member("citizen")
    Person.objects.filter(pk=person.pk).update(login=citizen.user)
    actor = scene.region.actor("citizen")
    for name in (step for step in STEPS if step.startswith(("proposals.", "agreements.", "placements."))):
        with transaction.atomic():
            said = _tried(STEPS[name](scene, person, actor, CASELOAD))
            transaction.set_rollback(True)
        assert (said == "") is name.startswith("proposals.citizen_answers"), (name, said)
