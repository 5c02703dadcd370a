"""What is expected of the first stays, a few problems in them and one group: through the services, so that the pages of
a demo are filled. Nobody in a group or with a problem is more than the first hundred."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.people import queries as people
from tovholder.people import services as people_services
from tovholder.placements import alignment_services, group_services, incident_services
from tovholder.placements.alignment_facts import AlignmentText, Lesson
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.simulate import personas
from tovholder.simulate.scale import moment, workday

ALIGNED = 8
_PURPOSES = ("language", "workplace", "skill", "wage_subsidy", "hire")
_WAY = ("screening", "interview", "final_list", "started")  # it is three weeks into thirteen: nobody is through
# How far each in the group has come: somebody at interview first, so that the company has a yes or no to say.
_LENGTHS = (2, 4, 3, 2, 1, 0)


def tell(today: date) -> None:
    """On the last working day before today, by the consultant of each stay."""
    now = moment(workday(today - timedelta(days=3)), 10)
    rows = Placement.objects.filter(status="started", consultant__isnull=False, starts_on__lt=now.date())
    stays = list(rows.select_related("consultant__user", "consultant__organisation", "unit").order_by("pk")[:ALIGNED])
    for number, stay in enumerate(stays):
        _expect(number, stay, _consultant(stay), now)
    if stays:  # where somebody of the personas works, when one of those stays is there: both sides can look at it
        at_hotel = rows.filter(unit__company__name=personas.HOTEL).select_related("consultant").order_by("pk").first()
        _group(at_hotel or stays[0], now)
    tell_names(now)


def tell_names(now: datetime) -> None:
    """At the hotel of the personas two of three have said what they may be called; of the others it reads a code."""
    own = Q(consultant__organisation_id=F("organisation_id"), person__protected=False, person__closed_on=None)
    there = Placement.objects.filter(own, unit__company__name=personas.HOTEL, status__in=HOLDS_A_PLACE)
    rows = there.select_related("person", "consultant__user", "consultant__organisation").order_by("person_id", "pk")
    for number, stay in enumerate({row.person_id: row for row in rows}.values()):
        if number % 3 < 2:
            who, version = stay.person, stay.person.version
            people_services.set_called(
                person_id=who.pk, version=version, called=who.given_name, actor=_consultant(stay), now=now
            )


def _consultant(stay: Placement) -> Actor:
    if stay.consultant is None:
        raise ValueError(stay.pk)
    return accounts.actor_of(stay.consultant).for_purpose("simulation")


def _expect(number: int, stay: Placement, actor: Actor, now: datetime) -> None:
    """The first is signed by all, the next by fewer; every third has a problem, the first of them solved."""
    who: dict[str, Any] = {"placement_id": stay.pk, "actor": actor, "now": now}
    texts = {term.code: term.da for term in parameters.terms("alignment_texts")}
    text = AlignmentText(purpose=_PURPOSES[number % len(_PURPOSES)], **texts)
    alignment_services.write_alignment(number=0, text=text, **who)
    if number % 3 < 2:
        alignment_services.sign_alignment(number=1, **who)
    if number % 3 < 1:
        for party, name in (("company", "Lederen på arbejdspladsen"), ("citizen", "Borgeren selv")):
            alignment_services.note_signature(number=1, party=party, name=name, **who)
        _lesson(stay, who)
        made = incident_services.report_incident(kind="misunderstanding", words="Pausen blev forstået forkert.", **who)
        if number == 0:
            done = "Talte med begge; pausen er nu skrevet på tavlen."
            incident_services.solve(incident_id=made.pk, version=1, done=done, actor=actor, now=now)


def _lesson(stay: Placement, who: dict[str, Any]) -> None:
    lesson = Lesson(weekday=1, begins_at=time(10), minutes=45, with_whom="colleague", starts_on=stay.starts_on)
    alignment_services.plan_lesson(lesson=lesson, **who)
    observed = "Møder til tiden og ringer selv, når bussen er forsinket."
    alignment_services.observe(on=who["now"].date(), point="attendance", words=observed, **who)


def _group(stay: Placement, now: datetime) -> None:
    """Citizens of one municipality in the funnel at one company, each a stage further than the next."""
    actor, day = _consultant(stay), now.date()
    plan = group_services.GroupPlan(
        unit_id=stay.unit_id, title="Jobskole i køkken og rengøring", trades=["køkken", "rengøring"], places=12,
        starts_on=day - timedelta(days=20), ends_before=day + timedelta(days=70),
        mentors_instructed_on=day - timedelta(days=25),
    )  # fmt: skip
    group = group_services.plan_group(new=plan, actor=actor, now=now)
    member_id = actor.membership_id or 0
    group_services.set_base(group_id=group.pk, member_id=member_id, weekdays=[0, 3], actor=actor, now=now)
    for length, person_id in zip(_LENGTHS, _people(stay, actor), strict=False):
        _enter(group.pk, person_id, _WAY[:length], actor, now)
    words = "Vagtplanen blev læst forkert; den hænger nu med billeder."
    group_services.note_for_group(group_id=group.pk, on=day, kind="planning", words=words, actor=actor, now=now)


def _people(stay: Placement, actor: Actor) -> Sequence[int]:
    """Those who have had a stay, and then others of the municipality: a small one has few of the first."""
    own = people.own_open(actor=actor).filter(organisation_id=stay.organisation_id, protected=False)
    has_been_out = Exists(Placement.objects.filter(person_id=OuterRef("pk")))
    return list(own.order_by(has_been_out.desc(), "pk").values_list("pk", flat=True)[: len(_LENGTHS)])


def _enter(group_id: int, person_id: int, way: Sequence[str], actor: Actor, now: datetime) -> None:
    entry = group_services.add_to_group(group_id=group_id, person_id=person_id, actor=actor, now=now)
    for version, stage in enumerate(way, start=1):
        group_services.move_in_group(
            entry_id=entry.pk, version=version, target=stage, reason="fits", actor=actor, now=now
        )
