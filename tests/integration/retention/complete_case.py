"""One citizen with something in every table that may hold anything about a person, made by the services people use."""

from datetime import date, time, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from tests.integration.proposals.matching import need
from tests.integration.region import NOW, TODAY, Region
from tests.integration.retention import (
    after_the_start,
    case_with_absence,
    case_with_meetings,
    handed_over,
    own_pages_of_case,
    plan_of_case,
    support_of_case,
)
from tovholder.accounts import queries as accounts
from tovholder.accounts import readlog
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership, User
from tovholder.companies import services as companies
from tovholder.companies import together_services as together
from tovholder.companies.facts import NewContact
from tovholder.companies.models import SharedBank, SharedBankEntry
from tovholder.imports import services as imports
from tovholder.learning.models import Event, EventBooking
from tovholder.pathways import progress_services
from tovholder.pathways import services as pathways
from tovholder.people import facts, services
from tovholder.people.models import Background, Person, Segment
from tovholder.people.rules import made_up_cpr
from tovholder.placements import alignment_services, group_services, incident_services
from tovholder.placements import services as placements
from tovholder.placements.alignment_facts import AlignmentText, Lesson
from tovholder.placements.models import (
    CitizenWeek,
    CourseStay,
    EducationDraft,
    HoursPeriod,
    HoursReport,
    JobCheck,
    NewcomerNeed,
    PaidTalk,
    Placement,
    Task,
    TaskLevel,
)
from tovholder.placements.plans import NewPlacement, Overrule, Statements
from tovholder.placements.services import cards, papers
from tovholder.placements.services.cards import Filled
from tovholder.proposals import runs
from tovholder.proposals import services as proposals

CPR = made_up_cpr(date(1990, 5, 17), 7)
# What must be found nowhere when the case is gone: every word here stands in some table before.
WORDS = (
    "Zulaykha", "Qamarudin", "zulaykha.q@prøve.example", "20998877", "Bøgevænget 77", "Gilleleje Strand",
    "Fortalte på dari", "Taler om sin søn", "Syede brudekjoler", "Skrædderskolen i Herat", "Passer til køkkenet",
    "Vil hellere arbejde om dagen", "Rengør morgenmadssalen", "Vil lære kassen", "Trives med makkeren",
    "Flytter tættere på arbejdet", "Har selv kørekortet med", "Gruppe om aftenen", "Taler på persisk",
    "Folder servietter", "Blev sat til opvask", "Skærer agurker", "Vil være sosu-hjælper", "Pynter tallerkener",
    *case_with_meetings.WORDS,
    *case_with_absence.WORDS,
    *own_pages_of_case.WORDS,
    "Venlig mod alle", "Mangler en stue mere", "Flyttet til servietter", "Glad for holdet", "Fælles kaffe",
    *handed_over.WORDS,
    *plan_of_case.WORDS,
    *after_the_start.WORDS,
    *support_of_case.WORDS,
)  # fmt: skip
CLOSED_ON = TODAY + timedelta(days=200)


def make(region: Region) -> Person:
    """The whole case, closed in the end. Everything happens in the year of the tests."""
    person = _registered(region)
    _described(region, person)
    _in_a_file(region)
    _together(region, person)
    _with_a_sign_in(region, person)
    orders = [need(region, f"Rengøring {when}") for when in ("om natten", "om dagen")]
    runs.nightly(now=NOW)
    _declined(region, person, orders[0].pk)
    _chosen_and_placed(region, person, orders[1].pk)
    _talked_with(region, person)
    handed_over.tell(CPR, region.actor("caseworker"))
    case_with_meetings.make(region, person)
    case_with_absence.make(region, person)
    own_pages_of_case.make(region, person)
    plan_of_case.make(region, person)
    after_the_start.tell(region, person)
    support_of_case.tell(region, person)
    _closed(region, person)
    return Person.objects.get(pk=person.pk)


def _registered(region: Region) -> Person:
    return region.person(
        "Zulaykha",
        "Qamarudin",
        cpr=CPR,
        born_on=date(1990, 5, 17),
        phone="20998877",
        email="zulaykha.q@prøve.example",
        street="Bøgevænget 77",
        postcode="3000",
        city="Gilleleje Strand",
        residence_from=date(2025, 10, 1),
        residence_group="refugee",
        takeover_on=date(2025, 11, 1),
        programme="introduction_programme",
    )


def _described(region: Region, person: Person) -> None:
    """Every section of the case, a relative, and what no page writes yet."""
    own = region.actor("caseworker")

    def save(section: str, **told: object) -> None:
        version = Person.objects.get(pk=person.pk).version
        getattr(services, section)(person_id=person.pk, version=version, actor=own, now=NOW, **told)

    save("set_competences", competences=[facts.HeldSkill("office_cleaning")], on=TODAY)
    save("set_education", education=[facts.Schooled("Skrædderskolen i Herat", years=3, country="AF")])
    save("set_experience", experience=[facts.Worked("Syede brudekjoler", 60)])
    save("set_languages", languages=[facts.Spoken("fa", 3, 2)])
    save("set_wishes", wishes=[facts.Wanted(industry="cleaning")])
    save("set_considerations", codes=["no_night"], known=True)
    save("set_licences", licences=[facts.HeldLicence("car_b")], known=True)
    save("link_family", relative_id=region.person("Farhad", "Prøve").pk, relation="spouse")
    save(
        "set_danish",
        danish=facts.Danish(
            literacy="latin", needs_interpreter=False, interpreter_language="", danish_track=2, danish_module=4,
            danish_test="",
        ),
    )  # fmt: skip
    save(
        "set_reach",
        reach=facts.Reach(
            travel_means="transit", travel_minutes=60, available_from=TODAY, available_until=None,
            hours_min=Decimal(15), hours_max=Decimal(37),
        ),
    )  # fmt: skip
    services.share_in_pool(
        person_id=person.pk,
        purpose="job_matching",
        legal_basis="gdpr_6_1_e",
        told="Fortalte på dari",
        told_on=TODAY,
        starts_on=TODAY,
        ends_before=TODAY + timedelta(days=90),
        actor=own,
        now=NOW,
    )
    Background.objects.create(person=person, gender="f", origin_country="AF", mother_tongue="fa")
    Segment.objects.create(person=person, code="evening", reason="Gruppe om aftenen", since=TODAY)


def _in_a_file(region: Region) -> None:
    """A file that changes the case: its rows say who and what."""
    own = region.actor("caseworker")
    text = f"CPR-nummer;Fornavn;Efternavn;Telefon\n{CPR};Zulaykha;Qamarudin;20998877\n"
    file = imports.receive(data=text.encode(), name="mine.csv", kind="people", actor=own, now=NOW)
    chosen = {int(at): name for at, name in file.mapping.items()}
    imports.confirm_columns(import_id=file.pk, version=file.version, chosen=chosen, actor=own, now=NOW)
    imports.work(now=NOW)


def _together(region: Region, person: Person) -> None:
    consultant = region.actor("company_consultant")
    agreement = together.agree(stays_of=frozenset(),
        company_id=region.company.pk, title="Aftale", words="", starts_on=TODAY,
        ends_before=TODAY + timedelta(days=90), actor=consultant, now=NOW,
    )  # fmt: skip
    together.put_in_bank(agreement_id=agreement.pk, person_id=person.pk, actor=consultant, on=TODAY)
    course = together.plan_course(
        title="Hygiejne", starts_on=TODAY + timedelta(days=9), seats=4, actor=consultant, now=NOW
    )
    together.sign_up(course_id=course.pk, person_id=person.pk, actor=consultant, on=TODAY)


def _with_a_sign_in(region: Region, person: Person) -> None:
    """The own pages: an address to sign in with, a second factor, a look at the case."""
    user = User.objects.create_user("zulaykha.q@prøve.example", name="Zulaykha Qamarudin")
    Membership.objects.create(user=user, organisation=region.helsingor, role="citizen", initials="ÆZØQ")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    Person.objects.filter(pk=person.pk).update(login=user)
    readlog.write(actor=citizen(person), route="citizen:home", shown={person.pk: "case"})


def citizen(person: Person) -> Actor:
    login = Person.objects.get(pk=person.pk).login_id
    return accounts.actor_of(Membership.objects.select_related("user", "organisation").get(user_id=login))


def _declined(region: Region, person: Person, order_id: int) -> None:
    """A proposal to which the citizen says no, on the own page."""
    own = region.actor("company_consultant")
    made = proposals.propose(order_id=order_id, person_id=person.pk, actor=own, why="", now=NOW)
    made = proposals.contacted(proposal_id=made.pk, version=made.version, actor=own, now=NOW)
    proposals.citizen_answers(
        proposal_id=made.pk,
        version=made.version,
        actor=citizen(person),
        accepts=False,
        reason="does_not_want",
        words="Vil hellere arbejde om dagen",
        now=NOW,
    )


def _chosen_and_placed(region: Region, person: Person, order_id: int) -> None:
    own = region.actor("company_consultant")
    companies.give_sign_in(company_id=region.company.pk, version=1, actor=own, now=NOW)
    made = proposals.propose(order_id=order_id, person_id=person.pk, actor=own, why="Passer til køkkenet", now=NOW)
    step = {"proposal_id": made.pk, "now": NOW}
    made = proposals.contacted(version=made.version, actor=own, **step)  # type: ignore[arg-type]
    made = proposals.citizen_answers(version=made.version, actor=citizen(person), accepts=True, **step)  # type: ignore[arg-type]
    made = proposals.caseworker_accepts(version=made.version, actor=own, **step)  # type: ignore[arg-type]
    made = proposals.show_to_company(version=made.version, actor=own, **step)  # type: ignore[arg-type]
    made = proposals.company_answers(version=made.version, actor=own, answer="chosen", **step)  # type: ignore[arg-type]
    stay = _agreed(region, person, order_id, made.pk)
    proposals.placement_agreed(proposal_id=made.pk, placement_id=stay, actor=own, now=NOW)
    _expected(region, person, stay)
    _lived(region, stay)


def _agreed(region: Region, person: Person, order_id: int, proposal_id: int) -> int:
    contact = companies.add_contact(
        stays_of=frozenset(),
        company_id=region.company.pk,
        facts=NewContact(name="Nadia Vestergaard"),
        actor=region.actor("company_consultant"),
        now=NOW,
    )
    new = NewPlacement(
        person_id=person.pk,
        unit_id=region.workplace.pk,
        kind="work_placement",
        purpose="training",
        starts_on=TODAY,
        ends_before=TODAY + timedelta(days=84),
        hours_unpaid=Decimal(30),
        tasks="Rengør morgenmadssalen",
        goals="Vil lære kassen",
        order_id=order_id,
        company_contact_id=contact.pk,
    )
    answer = placements.plan_and_agree(
        new=new,
        statements=Statements(employer_signed=True, representative_signed=True, repeat_reason="Nye opgaver"),
        overrule=Overrule("fact_wrong", "Har selv kørekortet med"),
        actor=region.actor("team_leader"),
        request_key=f"proposal:{proposal_id}",
        now=NOW,
    )
    assert answer.placement_id is not None, answer.in_the_way
    return answer.placement_id


def _expected(region: Region, person: Person, stay: int) -> None:
    """What was agreed about the stay, seen there and went wrong; and a group at the company."""
    own = region.actor("caseworker")
    text = AlignmentText(
        purpose="skill", absence="Ringer til Nadia", conflict="Taler på persisk", readiness="x", at_end="x"
    )
    who = {"placement_id": stay, "actor": own, "now": NOW}
    alignment_services.write_alignment(number=0, text=text, **who)  # type: ignore[arg-type]
    alignment_services.note_signature(number=1, party="citizen", name="Zulaykha Qamarudin", **who)  # type: ignore[arg-type]
    times = Lesson(weekday=1, begins_at=time(10), minutes=45, with_whom="teacher", starts_on=TODAY)
    alignment_services.plan_lesson(lesson=times, **who)  # type: ignore[arg-type]
    alignment_services.observe(on=TODAY, point="tasks", words="Folder servietter", **who)  # type: ignore[arg-type]
    made = incident_services.report_incident(kind="tasks", words="Blev sat til opvask", **who)  # type: ignore[arg-type]
    incident_services.solve(incident_id=made.pk, version=1, done="Flyttet til servietter", actor=own, now=NOW)
    plan = group_services.GroupPlan(
        unit_id=region.workplace.pk, title="Hotelholdet", places=9, starts_on=TODAY,
        ends_before=TODAY + timedelta(days=90),
    )  # fmt: skip
    group = group_services.plan_group(new=plan, actor=own, now=NOW)
    entry = group_services.add_to_group(group_id=group.pk, person_id=person.pk, actor=own, now=NOW)
    group_services.move_in_group(
        entry_id=entry.pk, version=1, target="started", reason="fits", words="Glad for holdet", actor=own, now=NOW
    )
    group_services.note_for_group(group_id=group.pk, on=TODAY, kind="day", words="Fælles kaffe", actor=own, now=NOW)


def _lived(region: Region, stay: int) -> None:
    own, later = region.actor("caseworker"), NOW + timedelta(days=40)
    version = Placement.objects.get(pk=stay).version
    placements.start(placement_id=stay, version=version, on=TODAY, actor=own, now=NOW)
    _on_the_ladder(region, stay)
    CourseStay.objects.create(placement_id=stay)  # longer than a course allows, which is not the matter here
    placements.record_follow_up(
        placement_id=stay, held_on=later.date(), words="Trives med makkeren", actor=own, now=later
    )
    placements.end(
        placement_id=stay,
        version=Placement.objects.get(pk=stay).version,
        ended_on=later.date(),
        outcome="ordinary_job_here",
        next_step="aftercare",
        reason="found_job",
        words="Flytter tættere på arbejdet",
        actor=own,
        now=later,
    )


def _on_the_ladder(region: Region, stay: int) -> None:
    """Hours, tasks and pay; what a card and papers say; a home, a fair and a bank that several companies share."""
    own, told = region.actor("company_consultant"), {"placement_id": stay, "at": NOW}
    worked = HoursPeriod.objects.create(placement_id=stay, starts_on=TODAY, unpaid=20, paid=0, real=True)
    HoursReport.objects.create(hours=worked, party="company", at=NOW)
    week = {"starts_on": TODAY, "ends_before": TODAY + timedelta(days=7)}
    CitizenWeek.objects.create(placement_id=stay, unpaid=18, paid=0, absent_days=1, at=NOW, **week)
    task = Task.objects.create(placement_id=stay, words="Skærer agurker", added_at=NOW)
    TaskLevel.objects.create(task=task, level="alone", seen_on=TODAY, party="municipality", at=NOW)
    PaidTalk.objects.create(held_on=TODAY, answer="later", **told)
    EducationDraft.objects.create(practice_goals="Vil være sosu-hjælper", **told)
    JobCheck.objects.create(months=3, asked_on=TODAY, answer="still_there", **told)
    filled = Filled(tasks=(("Pynter tallerkener", "2"),), competences={}, words="Venlig mod alle", said_by="Chefen")
    cards.fill(placement_id=stay, version=0, filled=filled, actor=own, now=NOW)
    paper = papers.issue_on_stay(
        placement_id=stay, kind="alignment", language="da", check_at="https://x.example/", actor=own, now=NOW
    )
    papers.download(paper_id=paper.pk, actor=own, now=NOW)
    person = Placement.objects.get(pk=stay).person
    who = {"person": person, "organisation": region.helsingor}
    NewcomerNeed.objects.create(kind="housing", words="Mangler en stue mere", noted_on=TODAY, **who)
    bank = SharedBank.objects.create(organisation=region.helsingor, title="Bank", created_at=NOW)
    SharedBankEntry.objects.create(bank=bank, added_on=TODAY, **who)
    fair = Event.objects.create(
        organisation=region.helsingor, kind="job_fair", title="Messe", place="Hallen", seats=9, starts_at=NOW,
        ends_at=NOW + timedelta(hours=2), created_at=NOW,
    )  # fmt: skip
    EventBooking.objects.create(event=fair, booked_at=NOW, **who)


def _talked_with(region: Region, person: Person) -> None:
    own = region.actor("caseworker")
    pathways.register_contact(person_id=person.pk, kind="talk", at=NOW, words="Taler om sin søn", actor=own, now=NOW)
    told = {"choice": "way_to_work", "respondent": "caseworker"}
    begun = progress_services.begin(person_id=person.pk, actor=own, now=NOW, **told)  # type: ignore[arg-type]
    given = {"s_jobs": 2, "s_belief": 4}
    progress_services.fill(measurement_id=begun.pk, answers=given, version=1, actor=own, now=NOW, send=True)
    pathways.move_on_board(person_id=person.pk, target="in_course", on=TODAY, seen="waiting", actor=own, now=NOW)
    leader = region.actor("team_leader")
    services.hold_case(
        person_id=person.pk, reason="complaint", ends_before=TODAY + timedelta(days=99), actor=leader, now=NOW
    )


def _closed(region: Region, person: Person) -> None:
    version = Person.objects.get(pk=person.pk).version
    pathways.close_case(
        person_id=person.pk,
        version=version,
        reason="ordinary_job",
        on=CLOSED_ON,
        actor=region.actor("caseworker"),
        now=NOW + timedelta(days=200),
    )
