"""How many questions a page asks the databases: the same with few rows and with many, and at most fifteen."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.pages import citizens_way, counted_attendance, method_to_count, plans_to_count
from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import (
    BankEntry,
    Campaign,
    CampaignCompany,
    CandidateProfile,
    ChannelPost,
    Company,
    CompanyAsk,
    CompanyContactEvent,
    CompanyOffer,
    CompanyPromise,
    CompanyReferral,
    CompanyRequest,
    CoordinationNote,
    CourseSeat,
    DemandPlan,
    HandoverNote,
    JobOrder,
    JointCourse,
    LabourNote,
    MunicipalService,
    Nomination,
    Pact,
    PartnershipAgreement,
    PlannedDemand,
    ProductionUnit,
    ProfileAnswer,
    ProfileComment,
    ProfileParty,
    ProfileText,
    ProfileVersion,
    RequestStep,
    ServiceAgreement,
    SharedBank,
    SolutionPlan,
    SolutionTask,
    SurveyReply,
    SurveyRound,
    TradePhrase,
)
from tovholder.learning.models import Event, EventBooking, EventSession, Network, StaffCourse, WorkingGroup
from tovholder.pathways.models import (
    Contact,
    Handover,
    Hearing,
    LeaveGroup,
    LocalCourse,
    Meeting,
    SchoolCourse,
    StatusSpell,
    WorkMethod,
)
from tovholder.people.models import Person
from tovholder.placements.models import (
    Alignment,
    AlignmentSignature,
    FollowUp,
    GroupEntry,
    GroupMove,
    GroupNote,
    GroupStay,
    Incident,
    NewcomerNeed,
    Observation,
    Placement,
    PlacementEvent,
    RuleCheck,
    Task,
    TaskLevel,
    WorkplaceLesson,
)
from tovholder.placements.services import papers
from tovholder.proposals import queries as proposals
from tovholder.proposals import runs
from tovholder.proposals.models import Proposal, ProposalEvent

pytestmark = pytest.mark.by_turns

MOST = 15
# Address (with ids of the first of each) and the role that reads it: the number of questions, log of reads included.
PINNED: dict[tuple[str, str], int] = {
    ("/min-dag/", "caseworker"): 15,
    ("/min-dag/", "company_consultant"): 14,
    ("/ingen-glemt/", "team_leader"): 5,
    ("/tavler/", "caseworker"): 10,
    ("/borgere/", "caseworker"): 11,
    ("/borgere/?navn=Amina", "caseworker"): 11,
    ("/borgere/{person}/", "caseworker"): 14,
    ("/borgersider/{person}/", "caseworker"): 10,
    ("/indbakke/", "caseworker"): 10,
    ("/metode/", "team_leader"): 5,
    ("/metode/tekst/description/", "team_leader"): 4,
    ("/metode/aarshjul/", "team_leader"): 4,
    ("/metode/indikatorer/", "team_leader"): 6,
    ("/metode/kurser/{staff_course}/", "team_leader"): 9,
    ("/metode/gruppe/{working_group}/", "team_leader"): 6,
    ("/borgersider/", "team_leader"): 5,
    ("/borgere/{person}/log/", "team_leader"): 11,
    ("/borgere/{person}/job/", "company_consultant"): 9,
    ("/jobordrer/", "company_consultant"): 6,
    ("/jobordrer/{order}/", "company_consultant"): 15,
    ("/virksomheder/", "company_consultant"): 8,
    ("/virksomheder/{company}/", "company_consultant"): 14,
    ("/forslag/", "company_consultant"): 8,
    ("/forslag/{proposal}/", "caseworker"): 8,
    ("/forlob/", "company_consultant"): 8,
    ("/forlob/{placement}/", "company_consultant"): 15,
    ("/trappe/", "company_consultant"): 14,
    ("/trappe/job/", "company_consultant"): 5,
    ("/trappe/{placement}/", "company_consultant"): 14,
    ("/trappe/{placement}/kaede/", "company_consultant"): 13,
    ("/trappe/hvad-blev-det-til/", "company_consultant"): 10,
    ("/papirer/", "company_consultant"): 9,
    ("/papirer/forlob/{placement}/", "company_consultant"): 12,
    ("/papirer/virksomhed/{company}/", "company_consultant"): 10,
    ("/papirer/parter/{pact}/", "company_consultant"): 8,
    ("/samarbejde/", "company_consultant"): 8,
    ("/samarbejde/{placement}/", "company_consultant"): 15,
    ("/samarbejde/problem/{incident}/", "company_consultant"): 7,
    ("/samarbejde/grupper/", "company_consultant"): 6,
    ("/samarbejde/grupper/{group}/", "company_consultant"): 14,
    ("/modtagelse/", "caseworker"): 9,
    ("/modtagelse/moeder/", "caseworker"): 6,
    ("/modtagelse/{handover}/", "caseworker"): 11,
    ("/modtagelse/{coming}/", "caseworker"): 13,
    ("/moeder/?alle=1&kollegers=1", "caseworker"): 9,
    ("/moeder/borger/{person}/", "caseworker"): 15,
    ("/moeder/{meeting}/", "caseworker"): 15,
    ("/moeder/uge/{person}/", "caseworker"): 14,
    ("/moeder/tider/", "caseworker"): 6,
    ("/moeder/moedt/", "team_leader"): 7,
    ("/faelles/opgaver/", "company_consultant"): 6,
    ("/faelles/viden/", "company_consultant"): 6,
    ("/faelles/hold/", "company_consultant"): 6,
    ("/faelles/hold/{course}/", "company_consultant"): 7,
    ("/faelles/aftaler/", "company_consultant"): 6,
    ("/faelles/aftaler/{agreement}/", "company_consultant"): 8,
    ("/vilkaar/enhed/{unit}/", "company_consultant"): 10,
    ("/vilkaar/enhed/{unit}/borger/{person}/", "caseworker"): 15,
    ("/vilkaar/vitas/{placement}/", "company_consultant"): 15,
    ("/vilkaar/regler/", "caseworker"): 3,
    ("/behov/", "company_consultant"): 11,
    ("/plan/maalgrupper/regler/", "team_leader"): 4,
    ("/investering/", "team_leader"): 5,
    ("/observationer/{person}/", "caseworker"): 8,
    ("/behov/planer/", "company_consultant"): 6,
    ("/behov/planer/{plan}/", "company_consultant"): 5,
    ("/behov/brancher/", "company_consultant"): 12,
    ("/behov/fagsprog/", "company_consultant"): 4,
    ("/behov/profiler/", "company_consultant"): 6,
    ("/behov/profiler/{profile}/", "company_consultant"): 12,
    ("/behov/profiler/{profile}/borgere/", "company_consultant"): 12,
    ("/behov/profiler/{profile}/indstil/", "company_consultant"): 5,
    ("/kontakt/", "company_consultant"): 6,
    ("/kontakt/henvendelse/{request}/", "company_consultant"): 5,
    ("/kontakt/virksomhed/{company}/", "company_consultant"): 15,
    ("/kontakt/kontaktliste/", "company_consultant"): 8,
    ("/kontakt/besoeg/", "company_consultant"): 9,
    ("/kontakt/planer/", "company_consultant"): 7,
    ("/kontakt/koordinering/", "company_consultant"): 7,
    ("/kontakt/sendt-videre/", "company_consultant"): 6,
    ("/kontakt/tilbud/", "company_consultant"): 7,
    ("/partnerskaber/", "company_consultant"): 6,
    ("/partnerskaber/parter/", "company_consultant"): 6,
    ("/partnerskaber/banker/", "company_consultant"): 6,
    ("/arrangementer/", "company_consultant"): 10,
    ("/arrangementer/{event}/", "company_consultant"): 13,
    ("/arrangementer/netvaerk/", "company_consultant"): 6,
    ("/arrangementer/tilflyttere/", "company_consultant"): 8,
    ("/kampagner/", "company_consultant"): 6,
    ("/kampagner/{campaign}/", "company_consultant"): 9,
    ("/kampagner/{campaign}/naeste/", "company_consultant"): 9,
    ("/kampagner/tilbud/", "company_consultant"): 6,
    ("/kampagner/kanaler/", "company_consultant"): 7,
    ("/kampagner/undersoegelser/", "company_consultant"): 6,
    ("/kampagner/undersoegelser/{round}/", "company_consultant"): 9,
    ("/kampagner/undersoegelser/{round}/resultater/", "company_consultant"): 6,
    ("/kampagner/undersoegelser/{round}/kontakt/", "company_consultant"): 6,
    ("/progression/", "caseworker"): 10,
    ("/progression/borger/{person}/", "caseworker"): 9,
    ("/progression/skemaer/", "caseworker"): 6,
    ("/progression/greb/", "caseworker"): 8,
    ("/progression/enighed/", "caseworker"): 6,
    ("/plan/{person}/", "caseworker"): 14,
    ("/plan/{person}/naeste/", "caseworker"): 15,
    ("/plan/{person}/familie/", "caseworker"): 11,
    ("/plan/{person}/kontrakt/", "caseworker"): 7,
    ("/plan/{person}/visitation/", "caseworker"): 7,
    ("/plan/{person}/maalgrupper/", "caseworker"): 10,
    ("/plan/maalgrupper/?gruppe=young", "caseworker"): 10,
    ("/plan/flytninger/", "caseworker"): 6,
    ("/efter/", "caseworker"): 14,
    ("/efter/opgaver/", "caseworker"): 8,
    ("/efter/aften/", "caseworker"): 9,
    ("/efter/{person}/", "caseworker"): 15,
    ("/efter/barsel/", "caseworker"): 6,
    ("/efter/barsel/{leave_group}/", "caseworker"): 9,
    ("/sundhed/", "caseworker"): 11,
    ("/stoette/", "caseworker"): 10,
    ("/stoette/{placement}/", "caseworker"): 15,
    ("/skole/", "caseworker"): 9,
    ("/skole/{school_course}/", "caseworker"): 7,
    ("/skole/forloeb/{igu}/", "caseworker"): 12,
    ("/kursus/", "caseworker"): 6,
    ("/kursus/{local_course}/", "caseworker"): 8,
    ("/kursus/borger/{person}/", "caseworker"): 8,
    ("/metoder/", "caseworker"): 9,
    ("/metoder/{work_method}/", "caseworker"): 6,
    ("/notat/", "caseworker"): 15,
    ("/notat/unge/", "caseworker"): 11,
    ("/sundhed/{person}/", "caseworker"): 15,
    ("/sundhed/{person}/hensyn/", "caseworker"): 11,
    ("/import/", "caseworker"): 5,
    ("/medlemmer/", "administrator"): 6,
    **counted_attendance.PINNED_ATTENDANCE,
}


def grow(region: Region, number: int) -> None:
    """One more of everything that has a list."""
    today, now = timezone.localdate(), timezone.now()
    contact = region.member("caseworker")
    person = shared(fitting(region, f"Amina{number}"))
    Person.objects.filter(pk=person.pk).update(contact=contact, unit=region.unit, touched_at=now)
    Contact.objects.create(person=person, organisation=region.helsingor, kind="talk", at=now, by=contact, words="x")
    order = need(
        region,
        f"Ordre {number}",
        owner=region.member("company_consultant"),
        fresh_until=today + timedelta(days=9),
        start_earliest=today + timedelta(days=20),
        start_latest=today + timedelta(days=60),
    )
    days = {"starts_on": today - timedelta(days=9), "ends_before": today + timedelta(days=30)}
    stay = region.stay(person, hours_unpaid=20, **days)
    task = Task.objects.create(placement=stay, words="Vaske", added_at=now)
    TaskLevel.objects.create(task=task, level="alone", seen_on=today, party="municipality", by=contact, at=now)
    FollowUp.objects.create(placement=stay, due_on=today - timedelta(days=1))
    FollowUp.objects.create(placement=stay, due_on=today, held_on=today, by=region.member("team_leader"))
    RuleCheck.objects.create(placement=stay, checked_at=now, decisions=[], overruled_by=region.member("team_leader"))
    PlacementEvent.objects.create(placement=stay, at=now, target="started", by=contact)
    actor = region.actor("company_consultant")
    papers.issue_on_stay(
        placement_id=stay.pk, kind="vitas", language="da", check_at="https://x.example/", actor=actor, now=now
    )
    _alongside(region, stay, number)
    citizens_way.reception(region, person)
    StatusSpell.objects.create(person=person, organisation=region.helsingor, code="in_course", starts_on=today)
    citizens_way.meetings(region, person, number)
    proposal = Proposal.objects.create(
        order=order,
        person=person,
        organisation=region.helsingor,
        status="contacted",
        proposed_by=contact,
        pseudonym=proposals.pseudonym(order, person.pk),
        parts={"wish": 9_000},
        created_at=now,
        touched_at=now,
    )
    ProposalEvent.objects.create(proposal=proposal, at=now, target="contacted", by=contact)
    company, _ = Company.objects.get_or_create(
        cvr=f"2000{number:04}", defaults={"name": f"Firma {number}", "created_at": now}
    )
    citizens_way.sheets(region, person, number)
    _together(region, person, number)
    _desk(region, number)
    _campaigns(region, company, order)
    counted_attendance.grow(region, person)
    plans_to_count.grow(region, person)
    method_to_count.grow(region, number)
    citizens_way.after(region, person, contact, number)
    citizens_way.support(region, person, stay, contact, number)


def _desk(region: Region, number: int) -> None:
    """One more of what the company desk lists."""
    today, now = timezone.localdate(), timezone.now()
    owner = region.member("company_consultant")
    told = {"company": region.company, "organisation": region.helsingor, "made_at": now}
    request = CompanyRequest.objects.create(
        company=region.company, kind="problem", words="x", received_by=region.helsingor, owner=owner,
        received_at=now, warn_at=now, due_at=now,
    )  # fmt: skip
    RequestStep.objects.create(request=request, at=now, step="received", by=owner, owner=owner)
    days = {"held_on": today, "next_on": today} if number % 2 else {"planned_on": today}
    event = CompanyContactEvent.objects.create(kind="visit", by=owner, next_holder=owner, **told, **days)
    event.units.add(region.unit)
    plan = SolutionPlan.objects.create(kind="solution", title="P", owner=owner, **told)
    SolutionTask.objects.create(plan=plan, unit=region.unit, owner=owner, words="x", due_on=today)
    CoordinationNote.objects.create(plan=plan, organisation=region.helsingor, by=owner, at=now, words="x")
    CompanyReferral.objects.create(
        company=region.company,
        sender=region.helsingor,
        receiver=region.fredensborg,
        words="x",
        sent_at=now,
        owner=owner,
    )
    MunicipalService.objects.create(organisation=region.helsingor, name=f"T{number}", owner=owner, changed_at=now)
    kept = {"company": region.company, "organisation": region.helsingor, "by": owner, "key": f"d{number}"}
    CompanyAsk.objects.create(kind="call", asked_at=now, **kept)
    CompanyPromise.objects.create(words="x", promised_at=now, due_at=now, **kept)
    HandoverNote.objects.create(
        company=region.company, organisation=region.helsingor, giver=owner, taker=owner, at=now, words="x"
    )


def _alongside(region: Region, stay: Placement, number: int) -> None:
    """What is expected of the stay and goes wrong in it; a place in the one group."""
    now, by, today = timezone.now(), region.member("caseworker"), timezone.localdate()
    for version in (1, 2):
        row = Alignment.objects.create(
            placement=stay, number=version, purpose="language", renew_on=today, written_at=now, written_by=by,
            current=version == 2,
        )  # fmt: skip
        AlignmentSignature.objects.create(alignment=row, party="company", name="Bo", signed_at=now, by=by)
    lesson = {"weekday": 0, "begins_at": "10:00", "minutes": 45, "with_whom": "teacher", "starts_on": today}
    WorkplaceLesson.objects.create(placement=stay, **lesson)
    Observation.objects.create(placement=stay, on=today, point="tasks", words="x", at=now, by=by)
    told = {"heard_at": now, "due_at": now, "owner": region.member("company_consultant"), "reported_by": by}
    Incident.objects.create(placement=stay, kind="tasks", **told)
    group = GroupStay.objects.order_by("pk").first() or GroupStay.objects.create(
        organisation=region.helsingor, unit=region.workplace, title="G", places=9, starts_on=today,
        ends_before=today + timedelta(days=9), contact=by, created_at=now,
    )  # fmt: skip
    entry = GroupEntry.objects.create(
        group=group, person=stay.person, organisation=region.helsingor, stage="candidate", placement=stay
    )
    GroupMove.objects.create(entry=entry, at=now, target="candidate", by=by)
    GroupNote.objects.create(group=group, on=today, kind="day", words=str(number), at=now, by=by)


def _together(region: Region, person: Person, number: int) -> None:
    today, now = timezone.localdate(), timezone.now()
    agreement = ServiceAgreement.objects.order_by("pk").first() or ServiceAgreement(
        company=region.company, organisation=region.helsingor, title="A", starts_on=today
    )
    agreement.ends_before, agreement.created_at = today + timedelta(days=9), now
    agreement.save()
    course = JointCourse.objects.order_by("pk").first() or JointCourse(organisation=region.helsingor, title="B")
    course.starts_on, course.seats, course.created_at = today + timedelta(days=9), 99, now
    course.save()
    BankEntry.objects.create(agreement=agreement, person=person, organisation=region.helsingor, added_on=today)
    CourseSeat.objects.create(course=course, person=person, organisation=region.helsingor, added_on=today)
    LabourNote.objects.create(organisation=region.helsingor, words=str(number), at=now)
    _demand(region, number)
    _agreed(region, person, number)


def _demand(region: Region, number: int) -> None:
    """A profile with a comment and somebody put forward, a plan with needs, a phrase."""
    today, now, at = timezone.localdate(), timezone.now(), region.helsingor
    profile = CandidateProfile.objects.order_by("pk").first()
    if profile is None:
        profile = CandidateProfile.objects.create(organisation=at, title="P", industry="cleaning", created_at=now)
        told = {"danish_level": 30, "required": ["room_cleaning"], "changed_at": now}
        ProfileVersion.objects.create(profile=profile, number=1, status="published", published_at=now, **told)
        ProfileVersion.objects.create(profile=profile, number=2, **told)
        DemandPlan.objects.create(
            organisation=at,
            kind="project",
            title="L",
            starts_on=today,
            ends_before=today + timedelta(9),
            created_at=now,
        )
    published, draft = profile.versions.order_by("number")
    body = Organisation.objects.create(kind="union", name=str(number))
    ProfileParty.objects.create(profile=profile, organisation=body, asked_at=now)
    by = region.member("company_consultant")
    ProfileAnswer.objects.create(version=draft, organisation=body, edition=1, agrees=True, by=by, at=now)
    ProfileComment.objects.create(version=draft, organisation=body, by=by, words="x", at=now)
    ProfileText.objects.create(version=draft, organisation=body, by=by, at=now, base={}, content={"practice": "x"})
    Nomination.objects.create(version=published, organisation=body, by=by, reference=f"A{number}", created_at=now)
    PlannedDemand.objects.create(
        plan=DemandPlan.objects.order_by("pk")[0], needed_on=today + timedelta(number), occupation="cleaner", number=1
    )
    phrase = {"situation": "x", "words": "x", "danish_level": 20, "at": now}
    TradePhrase.objects.create(organisation=at, industry="cleaning", **phrase)
    CandidateProfile.objects.create(organisation=at, title=str(number), industry="kitchen", created_at=now)


def _agreed(region: Region, person: Person, number: int) -> None:
    """One more partnership, pact, shared bank, network, booking and need of a newcomer."""
    today, now = timezone.localdate(), timezone.now()
    told = {"organisation": region.helsingor, "created_at": now}
    firm = Company.objects.get(cvr=f"2000{number:04}")
    PartnershipAgreement.objects.create(company=firm, status="pause", since=today, ask_again_on=today, **told)
    Pact.objects.create(title="P", kind="tripartite", starts_on=today, ends_before=today + timedelta(days=9), **told)
    SharedBank.objects.create(title=f"Bank {number}", **told)
    Network.objects.create(title=f"HR {number}", **told)
    starts = now + timedelta(days=9)
    day = {"kind": "job_fair", "title": "Messe", "place": "Her", "starts_at": starts, "seats": 99}
    event = Event.objects.order_by("pk").first() or Event.objects.create(
        ends_at=starts + timedelta(hours=2), **day, **told
    )
    session = EventSession.objects.create(event=event, company=firm, starts_at=starts, seats=9)
    EventBooking.objects.create(
        event=event, person=person, organisation=region.helsingor, session=session, booked_at=now, follow_up_on=today
    )
    NewcomerNeed.objects.create(
        organisation=region.helsingor, person=person, company=firm, kind="housing", noted_on=today
    )


def _campaigns(region: Region, company: Company, order: JobOrder) -> None:
    today, now, by = timezone.localdate(), timezone.now(), region.member("team_leader")
    at = {"organisation": region.helsingor}
    campaign, _ = Campaign.objects.get_or_create(title="A", **at, defaults={"made_at": now})
    CampaignCompany.objects.create(campaign=campaign, company=company, by=by)
    offer = CompanyOffer.objects.create(company=company, kind="visit", places=2, opened_at=now, **at)
    ChannelPost.objects.create(company=company, order=order, channel="fair", posted_on=today, by=by, **at)
    ChannelPost.objects.create(company=company, offer=offer, channel="fair", posted_on=today, by=by, **at)
    told = {"questionnaire": "job_barometer", "asked_on": today, "closes_on": today, "opened_at": now}
    found, _ = SurveyRound.objects.get_or_create(title="A", **at, defaults=told)
    SurveyReply.objects.create(round=found, company=company, answered_at=now, answers={"igu": "yes"})
    SurveyReply.objects.create(round=found, company=Company.objects.create(cvr=f"3{company.cvr[1:]}", created_at=now))


def ids() -> dict[str, int]:
    first = {"person": Person, "order": JobOrder, "placement": Placement, "proposal": Proposal, "company": Company}
    first |= {"agreement": ServiceAgreement, "course": JointCourse, "unit": ProductionUnit, "event": Event}
    first |= {"profile": CandidateProfile, "plan": DemandPlan, "request": CompanyRequest, "round": SurveyRound}
    first |= {"incident": Incident, "group": GroupStay, "campaign": Campaign, "pact": Pact, "hearing": Hearing}
    first |= {"handover": Handover, "meeting": Meeting, "leave_group": LeaveGroup}
    first |= {"school_course": SchoolCourse, "local_course": LocalCourse, "work_method": WorkMethod}
    igu = {"igu": Placement.objects.filter(kind="igu").values_list("pk", flat=True).order_by("pk")[0]}
    coming = igu | {"coming": Handover.objects.filter(status="sent").values_list("pk", flat=True).order_by("pk")[0]}
    first |= {"staff_course": StaffCourse, "working_group": WorkingGroup}
    return coming | {
        name: model.objects.order_by("pk").values_list("pk", flat=True)[0] for name, model in first.items()
    }  # type: ignore[attr-defined]


@pytest.fixture
def asked(region: Region, signed_in: Callable[[Membership], Client]) -> Callable[[tuple[str, str]], int]:
    """Asks a page and gives how many statements that took. One that takes more than is pinned is asked once more: the
    first visit may have warmed what a process keeps."""

    def ask(page: tuple[str, str]) -> int:
        address, client = page[0].format(**ids()), signed_in(region.member(page[1]))
        number = _statements(client, address)
        return number if number == PINNED[page] else _statements(client, address)

    return ask


def _statements(client: Client, address: str) -> int:
    with ExitStack() as stack:
        watched = [stack.enter_context(_watching(name)) for name in connections]
        assert client.get(address).status_code == 200, address
    return sum(len([q for q in each.captured_queries if "SAVEPOINT" not in q["sql"]]) for each in watched)


def _watching(name: str) -> AbstractContextManager[CaptureQueriesContext]:
    return CaptureQueriesContext(connections[name])


def test_lists_boards_and_cases_ask_the_same_few_questions_at_any_size(
    region: Region, asked: Callable[[tuple[str, str]], int]
) -> None:
    grow(region, 0)
    runs.nightly(now=timezone.now())
    few = {page: asked(page) for page in PINNED}
    for number in range(1, 9):
        grow(region, number)
    runs.nightly(now=timezone.now())
    many = {page: asked(page) for page in PINNED}
    assert {page: (few[page], many[page]) for page in PINNED if few[page] != many[page]} == {}
    assert few == PINNED
    assert max(many.values()) <= MOST
