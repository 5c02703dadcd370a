"""Two weeks of the language centre's register, and hearings at different steps. Few, and told through the services."""

from collections.abc import Iterator
from datetime import date, timedelta

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import HEARING_ROLES, Role
from tovholder.parameters import workdays
from tovholder.pathways import (
    attendance_queries,
    attendance_rules,
    attendance_services,
    evidence_services,
    hearing_services,
)
from tovholder.pathways.attendance_services import Day
from tovholder.pathways.models import Attendance, Hearing
from tovholder.people import services as people
from tovholder.people.models import Access, Person
from tovholder.simulate.scale import moment

CHECK_AT = "https://tovholder.example/papir/"
_YUSRA = "yusra@borger.example"
_MOST, _DAYS = 8, 10
_REASONS = ("no_word", "sick", "transport", "childcare")


def tell(today: date) -> int:
    """How many days were told."""
    adviser = Membership.objects.filter(role=Role.LANGUAGE_ADVISER, active=True).order_by("pk").first()
    if adviser is None:
        return 0
    taught = list(_taught(adviser, today))
    for number, person in enumerate(taught):
        _register(person, number, accounts.actor_of(adviser), today)
    heard = [person for person in taught if person.contact is not None and person.contact.role in HEARING_ROLES][:3]
    for number, person in enumerate(heard):
        _hear(person, number, today)
    return len(taught) * _DAYS


def _taught(adviser: Membership, today: date) -> Iterator[Person]:
    """The citizen of the story first, and then those opened to the language centre."""
    cases = Person.objects.filter(closed_on__isnull=True, pending_import__isnull=True).select_related("contact__user")
    story = cases.filter(login__email=_YUSRA).first()
    if story is not None and story.contact is not None:
        people.open_access(
            person_id=story.pk, organisation_id=adviser.organisation_id, purpose="danish_education", fields="learning",
            starts_on=today - timedelta(days=60), source="referral:danish", actor=accounts.actor_of(story.contact),
            now=moment(today - timedelta(days=60), 9),
        )  # fmt: skip
        yield story
    opened = Access.objects.filter(organisation_id=adviser.organisation_id, fields="learning", ends_before__isnull=True)
    yield from (
        cases.filter(pk__in=opened.filter(starts_on__lte=today).values("person_id"))
        .exclude(login__email=_YUSRA)
        .order_by("pk")[:_MOST]
    )


def _register(person: Person, number: int, actor: Actor, today: date) -> None:
    day = today
    for count in range(_DAYS):
        day = workdays.before(day)
        is_there = (number + count) % 4 != 0
        reason = "" if is_there else _REASONS[(number + count) // 4 % len(_REASONS)]
        told = Day(person.pk, "danish", day, is_there, reason)
        attendance_services.tell(day=told, actor=actor, now=moment(today, 8))


def _hear(person: Person, number: int, today: date) -> None:
    """One waits for the citizen, one for the caseworker, one for the benefits office."""
    away = Attendance.objects.filter(person=person, coming="unclear").order_by("on").first()
    if person.contact is None or away is None or not attendance_rules.clock(event_on=away.on, on=today).allowed:
        return
    guided_on = max(away.on - timedelta(days=40), attendance_queries.begun_on(person))
    if guided_on >= away.on or attendance_queries.in_doubt(person.pk, [away]):
        return
    actor, sent_at = accounts.actor_of(person.contact), moment(away.on + timedelta(days=1), 9)
    attendance_services.note_guidance(
        person_id=person.pk, on=guided_on, language="ar", interpreter=True, check_at=CHECK_AT,
        actor=actor, now=sent_at,
    )  # fmt: skip
    made = hearing_services.prepare(
        person_id=person.pk, attendance_ids=[away.pk], intended="days_away", language="ar", actor=actor, now=sent_at
    )
    made = hearing_services.send(
        hearing_id=made.pk, version=made.version, how="digital_post", check_at=CHECK_AT, actor=actor, now=sent_at,
        answer_by=attendance_rules.usual_answer_day(away.on, on=sent_at.date()),
    )  # fmt: skip
    if number:
        _answered(made, number, actor, today)


def _answered(made: Hearing, number: int, actor: Actor, today: date) -> None:
    now = moment(today, 9)
    sent = evidence_services.Sent(made.event_on, made.event_on, "Jeg skrev en sms til læreren om morgenen.")
    evidence_services.send(person_id=made.person_id, sent=sent, actor=actor, now=now)
    if number == 1:
        return
    made = Hearing.objects.get(pk=made.pk)
    hearing_services.assess(
        hearing_id=made.pk, version=made.version, ground="reasonable", furthers=None, proposes="no_sanction",
        assessment="Beskeden var sendt i tide, men blev ikke registreret.", actor=actor, now=now,
    )  # fmt: skip
