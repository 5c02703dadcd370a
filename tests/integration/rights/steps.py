"""Every step that writes about a citizen, made lawful first, so that only the right can stand in its way."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights import steps_after, steps_beside, steps_of_absence, steps_of_meetings
from tests.integration.rights.scene import Scene, linked
from tests.integration.rights.steps_beside import TODAY, Step
from tests.integration.rights.steps_inbox import INBOX_STEPS
from tests.integration.rights.steps_of_plans import PLAN_STEPS
from tests.integration.rights.steps_of_support import SUPPORT
from tests.integration.rights.steps_own import OWN_STEPS
from tests.integration.rights.steps_progress import PROGRESS_STEPS
from tests.integration.rights.steps_reception import RECEPTION
from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.companies import together_services
from tovholder.companies.models import (
    CompanyContact,
    JointCourse,
    ServiceAgreement,
)
from tovholder.pathways import board_moves, visit_indicator_services
from tovholder.pathways import services as pathways
from tovholder.people import services as people
from tovholder.people.facts import Danish, HeldLicence, HeldSkill, Profile, Reach, Schooled, Spoken, Wanted, Worked
from tovholder.people.models import Person
from tovholder.people.rules import made_up_cpr
from tovholder.placements import (
    chain_services,
    ladder_services,
    task_services,
)
from tovholder.placements import services as placements
from tovholder.placements.models import CompetenceCard
from tovholder.placements.plans import Statements
from tovholder.placements.services import cards, papers
from tovholder.proposals import agreements
from tovholder.proposals import services as proposals

PROFILE = Profile(
    given_name="Ny", family_name="Prøve", born_on=date(1990, 5, 17), phone="", email="", residence_from=None,
    takeover_on=None, residence_group="", programme="", benefit="", visitation="", visited_on=None,
)  # fmt: skip
DANISH = Danish(
    literacy="", needs_interpreter=None, interpreter_language="", danish_track=2, danish_module=4, danish_test=""
)
REACH = Reach(
    travel_means="", travel_minutes=None, available_from=None, available_until=None, hours_min=None, hours_max=None
)
ON_PERSON: dict[str, dict[str, Any]] = {
    "change_cpr": {"cpr": made_up_cpr(date(1990, 5, 17), 7), "now": NOW},
    "set_called": {"called": "Mina", "now": NOW},
    "set_profile": {"profile": PROFILE, "now": NOW},
    "set_danish": {"danish": DANISH, "now": NOW},
    "set_reach": {"reach": REACH, "now": NOW},
    "set_competences": {"competences": [HeldSkill("office_cleaning")], "on": TODAY, "now": NOW},
    "set_considerations": {"codes": ["no_dust"], "known": True, "now": NOW},
    "set_education": {"education": [Schooled("Skole")], "now": NOW},
    "set_experience": {"experience": [Worked("Syerske", 12)], "now": NOW},
    "set_languages": {"languages": [Spoken("ar")], "now": NOW},
    "set_licences": {"licences": [HeldLicence("driving_b")], "known": True, "now": NOW},
    "set_wishes": {"wishes": [Wanted(industry="cleaning")], "now": NOW},
    "set_address": {"street": "Vej 2", "postcode": "3000", "city": "By", "now": NOW},
    "protect": {"now": NOW},
    "unprotect": {"now": NOW},
    "close_case": {"reason": "ordinary_job", "on": TODAY, "now": NOW},
}


def _on_person(name: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        service = getattr(people, name)
        return lambda: service(person_id=person.pk, version=person.version, actor=actor, **ON_PERSON[name])

    return step


def _reopen(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    Person.objects.filter(pk=person.pk).update(closed_on=TODAY, closed_reason="ordinary_job")
    return lambda: people.reopen_case(person_id=person.pk, version=person.version, actor=actor, now=NOW)


def _assign_contact(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    colleague = scene.region.member("team_leader", at=person.organisation)
    return lambda: people.assign_contact(
        person_id=person.pk, version=person.version, contact_id=colleague.pk, actor=actor, now=NOW
    )


def _link(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    relative = scene.relative(person, scope)
    return lambda: people.link_family(
        person_id=person.pk, version=person.version, relative_id=relative.pk, relation="spouse", actor=actor, now=NOW
    )


def _unlink(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    relative = linked(person, scene.relative(person, scope))
    return lambda: people.unlink_family(
        person_id=person.pk, version=person.version, relative_id=relative.pk, actor=actor, now=NOW
    )


def _relative_of_own(service: str) -> Step:
    """The other way round: the case is one's own, the relative is the citizen asked about."""

    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        mine = scene.region.person("Min")
        Person.objects.filter(pk=mine.pk).update(contact=scene.members[scope])
        more = {"relation": "spouse"} if service == "link_family" else {}
        if service == "unlink_family":
            linked(mine, person)
        call = getattr(people, service)
        return lambda: call(
            person_id=mine.pk, version=mine.version, relative_id=person.pk, actor=actor, now=NOW, **more
        )

    return step


def _share(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    Person.objects.filter(pk=person.pk).update(protected=False)
    return lambda: people.share_in_pool(
        person_id=person.pk, purpose="job_matching", legal_basis="gdpr_6_1_e", told="Mundtligt", told_on=TODAY,
        starts_on=TODAY, ends_before=TODAY + timedelta(days=90), actor=actor, now=NOW,
    )  # fmt: skip


def _sharing(name: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        return lambda: getattr(people, name)(person_id=person.pk, on=TODAY, actor=actor, now=NOW)

    return step


def _reveal(name: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        return lambda: getattr(people, name)(person_id=person.pk, reason="letter", actor=actor)

    return step


def _contact(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: pathways.register_contact(person_id=person.pk, kind="talk", at=NOW, actor=actor, now=NOW, words="x")


def _board(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    target = next(code for code in board_moves.lawful_targets(spell="", kinds=()) if not board_moves.is_health(code))
    return lambda: pathways.move_on_board(
        person_id=person.pk, target=target, on=TODAY, seen=board_moves.START, actor=actor, now=NOW
    )


def _close(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    reason = parameters.terms("case_closed_reasons")[0].code
    return lambda: pathways.close_case(
        person_id=person.pk, version=person.version, reason=reason, on=TODAY, actor=actor, now=NOW
    )


def _propose(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: proposals.propose(
        order_id=scene.order.pk, person_id=person.pk, actor=actor, why="Kan rengøring", now=NOW
    )


def _proposal(name: str, status: str, accepted: bool = True, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        yes = {} if accepted else {"citizen_accepted_at": None, "caseworker_accepted_at": None}
        made = scene.proposal(person, status, **yes)
        service = getattr(proposals, name)
        return lambda: service(proposal_id=made.pk, version=1, actor=actor, now=NOW, **more)

    return step


def _seen(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = scene.proposal(person, "not_chosen", reason="other", proposed_by=scene.members[scope])
    return lambda: proposals.seen(proposal_id=made.pk, version=1, actor=actor, now=NOW)


def _placement_agreed(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made, stay = scene.proposal(person, "chosen"), scene.stay(person, "agreed", scope)
    return lambda: proposals.placement_agreed(proposal_id=made.pk, placement_id=stay.pk, actor=actor, now=NOW)


def _agree_from_proposal(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made, new = scene.proposal(person, "chosen"), steps_beside.new_stay(scene, person)
    return lambda: agreements.agree(proposal_id=made.pk, new=new, statements=Statements(), actor=actor, now=NOW)


def _plan(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: placements.plan(new=steps_beside.new_stay(scene, person), actor=actor, now=NOW)


def _plan_and_agree(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: placements.plan_and_agree(
        new=steps_beside.new_stay(scene, person), statements=Statements(), actor=actor, now=NOW, request_key="nøgle"
    )


def _what_if(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: placements.what_if(
        new=steps_beside.new_stay(scene, person), statements=Statements(), actor=actor, on=TODAY
    )


def _change_plan(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = scene.stay(person, "planned", scope)
    return lambda: placements.change_plan(
        placement_id=made.pk, version=1, new=steps_beside.new_stay(scene, person), actor=actor, now=NOW
    )


def _stay(name: str, status: str, versioned: bool = True, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = scene.stay(person, status, scope)
        seen = {"version": 1} if versioned else {}
        return lambda: getattr(placements, name)(placement_id=made.pk, actor=actor, now=NOW, **seen, **more)

    return step


FILLED = cards.Filled(tasks=(("Rede senge", "2"),), competences={}, said_by="Chefen")
CHECK_AT = "https://tovholder.example/papir/"


def _card(name: str, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = scene.stay(person, "started", scope)
        if name in ("confirm", "reopen"):
            CompetenceCard.objects.create(
                placement=made, list_version="2026-1", tasks=[["Rede senge", "2"]], said_by="Chefen", filled_at=NOW
            )
            more["version"] = 1
        return lambda: getattr(cards, name)(placement_id=made.pk, actor=actor, **more)

    return step


def _issue(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = scene.stay(person, "started", scope)
    return lambda: papers.issue_on_stay(
        placement_id=made.pk, kind="vitas", language="da", check_at=CHECK_AT, actor=actor, now=NOW
    )


def _paper(name: str, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = scene.stay(person, "started", scope)
        leader = scene.region.actor("team_leader", at=person.organisation)
        paper = papers.issue_on_stay(
            placement_id=made.pk, kind="vitas", language="da", check_at=CHECK_AT, actor=leader, now=NOW
        )
        return lambda: getattr(papers, name)(paper_id=paper.pk, actor=actor, now=NOW, **more)

    return step


def _bank(name: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = ServiceAgreement.objects.create(
            company=scene.region.company, organisation=scene.region.helsingor, title="Aftale", starts_on=TODAY,
            ends_before=TODAY + timedelta(days=90), created_at=NOW,
        )  # fmt: skip
        more = {"on": TODAY} if name == "put_in_bank" else {}
        call = getattr(together_services, name)
        return lambda: call(agreement_id=made.pk, person_id=person.pk, actor=actor, **more)

    return step


def _course(name: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = JointCourse.objects.create(
            organisation=scene.region.helsingor, title="Kursus", starts_on=TODAY, seats=9, created_at=NOW
        )
        call = getattr(together_services, name)
        return lambda: call(course_id=made.pk, person_id=person.pk, actor=actor, on=TODAY)

    return step


def _company_contact(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    chef = CompanyContact.objects.create(company=scene.region.company, name="Chefen")
    made = scene.stay(person, "started", scope)
    return lambda: placements.choose_company_contact(
        placement_id=made.pk, version=1, contact_id=chef.pk, actor=actor, now=NOW
    )


STEPS: dict[str, Step] = {
    **steps_of_meetings.STEPS,
    "ladder.plan_hours": steps_beside.ladder(ladder_services.plan_hours, versioned=True, steps=[steps_beside.STEP]),
    "ladder.report_hours": steps_beside.ladder(ladder_services.report_hours, worked=steps_beside.STEP),
    "ladder.note_paid_talk": steps_beside.ladder(ladder_services.note_paid_talk, held_on=TODAY, answer="later"),
    "ladder.follow_up": steps_beside.ladder(ladder_services.follow_up, held_on=TODAY, words="Går godt", answer="later"),
    "visits.follow_up": steps_beside.ladder(
        visit_indicator_services.follow_up, held_on=TODAY, words="Går godt", answer="later", answers={"w_tasks": 2}
    ),
    "tasks.add_task": steps_beside.ladder(task_services.add_task, words="Rede senge"),
    "tasks.change_task": steps_beside.task("change_task"),
    "tasks.assess": steps_beside.task("assess"),
    "chain.convert": steps_beside.convert("convert"),
    "chain.what_if": steps_beside.convert("what_if"),
    "chain.save_draft": steps_beside.of_kind("igu", chain_services.save_draft, True, **steps_beside.DRAFT),
    "chain.answer_job_check": steps_beside.of_kind(
        "ordinary_job", chain_services.answer_job_check, False, months=3, answer="still_there"
    ),
    **{f"people.{name}": _on_person(name) for name in ON_PERSON},
    "people.reopen_case": _reopen,
    "people.assign_contact": _assign_contact,
    "people.link_family": _link,
    "people.link_family as relative": _relative_of_own("link_family"),
    "people.unlink_family": _unlink,
    "people.unlink_family as relative": _relative_of_own("unlink_family"),
    "people.share_in_pool": _share,
    "people.stop_sharing": _sharing("stop_sharing"),
    "people.object_to_sharing": _sharing("object_to_sharing"),
    "people.reveal_address": _reveal("reveal_address"),
    "people.reveal_cpr": _reveal("reveal_cpr"),
    "pathways.register_contact": _contact,
    "pathways.move_on_board": _board,
    "pathways.close_case": _close,
    "proposals.propose": _propose,
    "proposals.contacted": _proposal("contacted", "proposed", accepted=False),
    "proposals.citizen_answers": _proposal("citizen_answers", "contacted", accepted=False, accepts=True),
    "proposals.citizen_answers no": _proposal(
        "citizen_answers", "contacted", accepted=False, accepts=False, reason="wants_other_work"
    ),
    "proposals.caseworker_accepts": _proposal("caseworker_accepts", "contacted", accepted=False),
    "proposals.show_to_company": _proposal("show_to_company", "accepted_by_citizen"),
    "proposals.company_answers interview": _proposal("company_answers", "shown_to_company", answer="interview"),
    "proposals.note_interview": _proposal("note_interview", "interview", interview_at=NOW),
    "proposals.company_answers": _proposal("company_answers", "interview", answer="chosen"),
    "proposals.company_answers no": _proposal("company_answers", "interview", answer="not_chosen", reason="other"),
    "proposals.withdraw": _proposal("withdraw", "shown_to_company", reason="other"),
    "proposals.seen": _seen,
    "proposals.placement_agreed": _placement_agreed,
    "agreements.agree": _agree_from_proposal,
    "placements.plan": _plan,
    "placements.plan_and_agree": _plan_and_agree,
    "placements.what_if": _what_if,
    "placements.change_plan": _change_plan,
    "placements.agree": _stay("agree", "planned", statements=Statements()),
    "placements.cancel": _stay("cancel", "agreed", reason="illness"),
    "placements.start": _stay("start", "agreed", on=TODAY),
    "placements.interrupt": _stay("interrupt", "started", reason="illness"),
    "placements.resume": _stay("resume", "interrupted"),
    "placements.end": _stay(
        "end", "started", ended_on=TODAY, outcome="goal_reached", next_step="ordinary_job", reason="illness"
    ),
    "placements.record_follow_up": _stay(
        "record_follow_up", "started", versioned=False, held_on=TODAY, words="Går godt"
    ),
    "placements.plan_follow_up": _stay("plan_follow_up", "started", versioned=False, due_on=TODAY),
    "placements.change_hours": _stay("change_hours", "started", starts_on=TODAY, unpaid=Decimal(10), paid=Decimal(5)),
    "placements.choose_company_contact": _company_contact,
    "placements.extend": _stay("extend", "started", ends_before=TODAY + timedelta(weeks=10)),
    "cards.fill": _card("fill", version=0, filled=FILLED, now=NOW),
    "cards.confirm": _card("confirm", check_at=CHECK_AT, now=NOW),
    "cards.reopen": _card("reopen"),
    "cards.ask": _card("ask", now=NOW),
    "papers.issue_on_stay": _issue,
    "papers.download": _paper("download"),
    "papers.hand_over": _paper("hand_over", how="handed_over", receiver="citizen"),
    "papers.withdraw": _paper("withdraw", reason="wrong"),
    "alignment.write_alignment": steps_beside.expectations("write_alignment", number=0, text=steps_beside.TEXT),
    "alignment.sign_alignment": steps_beside.expectations("sign_alignment", written=True, number=1),
    "alignment.note_signature": steps_beside.expectations(
        "note_signature", written=True, number=1, party="citizen", name="A"
    ),
    "alignment.link_for_company": steps_beside.expectations("link_for_company", written=True, name="Bo"),
    "alignment.plan_lesson": steps_beside.expectations("plan_lesson", lesson=steps_beside.LESSON),
    "alignment.drop_lesson": steps_beside.expectations("drop_lesson", lesson_id=1),
    "alignment.observe": steps_beside.expectations("observe", on=TODAY, point="tasks", words="x"),
    "incidents.report_incident": steps_beside.report,
    "incidents.arrived": steps_beside.incident("arrived"),
    "incidents.hand_over": steps_beside.incident("hand_over"),
    "incidents.solve": steps_beside.incident("solve", done="x"),
    "incidents.end_at_once": steps_beside.incident(
        "end_at_once", outcome="stopped_by_company", reason="conflict", next_step="talk", done="x"
    ),
    "incidents.end_by_plan": steps_beside.incident("end_by_plan", last_day=TODAY, reason="conflict", done="x"),
    "groups.add_to_group": steps_beside.add_to_group,
    "groups.move_in_group": steps_beside.move_in_group,
    "groups.move_several": steps_beside.move_several,
    "together.put_in_bank": _bank("put_in_bank"),
    "together.take_out_of_bank": _bank("take_out_of_bank"),
    "together.sign_up": _course("sign_up"),
    "together.sign_off": _course("sign_off"),
    "shared_bank.put_in": steps_beside.shared_bank("put_in"),
    "shared_bank.take_out": steps_beside.shared_bank("take_out"),
    "bookings.book": steps_beside.at_event("book", session_id=None, bus_id=None),
    "bookings.take_off": steps_beside.at_event("take_off"),
    "bookings.came": steps_beside.booking("came", came=True, outcome="talk", follow_up_on=None),
    "bookings.followed_up": steps_beside.booking("followed_up"),
    "newcomers.note_for_person": steps_beside.note_need,
    "newcomers.move": steps_beside.move_need,
    **RECEPTION,
    **steps_of_absence.STEPS_OF_ABSENCE,
    **PROGRESS_STEPS,
    **PLAN_STEPS,
    **INBOX_STEPS,
    **OWN_STEPS,
    **steps_after.AFTER,
    **SUPPORT,
}
