"""Reads for the citizen's own pages and for those who answer them. The caller has reached the person."""

from datetime import date, datetime

from tovholder import parameters
from tovholder.accounts import citizen_services, personal_links
from tovholder.pathways import agreed_talks, own_rules
from tovholder.pathways.models import (
    Correction,
    IndustryPackage,
    MitIDOpening,
    OwnChannel,
    OwnWayIn,
    WelcomeCourse,
)
from tovholder.people.models import Person


def corrections_of(person_id: int, *, newest: int = 20) -> list[Correction]:
    """What the citizen has said is wrong, newest first, with who answered."""
    rows = (
        Correction.objects.filter(person_id=person_id).select_related("answered_by__user").order_by("-told_at", "-pk")
    )
    return list(rows[:newest])


def waiting_corrections(person_id: int) -> int:
    """How many nobody has answered yet."""
    return Correction.objects.filter(person_id=person_id, answered_at__isnull=True).count()


def package_of(organisation_id: int, *, on: date) -> list[str]:
    """The industries the municipality offers on the day: its own newest list, else the usual ones."""
    own = IndustryPackage.objects.filter(organisation_id=organisation_id, starts_on__lte=on)
    newest = own.order_by("-starts_on").first()
    if newest is not None:
        return list(newest.industries)
    return [row.code for row in parameters.terms("own_industries") if row.flag("usual")]


def offered_to(person: Person, course: WelcomeCourse | None, *, on: date) -> list[str]:
    """What this citizen may choose among: the list of the own course, else what the municipality offers today."""
    return list(course.industries) if course is not None else package_of(person.organisation_id, on=on)


def course_of(person_id: int) -> WelcomeCourse | None:
    return WelcomeCourse.objects.filter(person_id=person_id).select_related("planned_by__user").first()


def days_of(course: WelcomeCourse) -> own_rules.WelcomeDays:
    """The days of a course, by rule."""
    return own_rules.welcome_days(
        starts_on=course.starts_on, practice_weeks=course.practice_weeks, industries=course.industries
    )


def channels_of(person_id: int) -> list[OwnChannel]:
    """The ways that are made sure of and open, in the order of the list."""
    found = OwnChannel.objects.filter(person_id=person_id, ended_on__isnull=True).select_related("verified_by__user")
    order = [row.code for row in parameters.terms("own_channels")]
    return sorted(found, key=lambda each: order.index(each.kind))


def way_in_of(person_id: int) -> OwnWayIn | None:
    """The link that stands, over or not."""
    standing = OwnWayIn.objects.filter(person_id=person_id, withdrawn_at__isnull=True)
    return standing.select_related("made_by__user").first()


def way_in(token: str, *, now: datetime) -> OwnWayIn | None:
    """The link behind a token, while it works."""
    found = OwnWayIn.objects.select_related("person__organisation", "person__login")
    found = found.filter(token_hash=personal_links.hash_of(token), withdrawn_at__isnull=True, ends_at__gt=now)
    return found.filter(person__closed_on__isnull=True, person__pending_import__isnull=True).first()


def next_talk_on(person_id: int, *, on: date) -> date | None:
    """The day that was agreed for the next talk, where it is still to come."""
    agreed = agreed_talks.agreed_on(person_id)
    return agreed if agreed is not None and agreed >= on else None


def is_open_by_mitid(person: Person) -> bool:
    """Whether MitID lets the citizen of this case in: opened by somebody, for the number the case has."""
    if not person.cpr_lookup or person.login_id is None or person.closed_on is not None:
        return False
    openings = MitIDOpening.objects.filter(person_id=person.pk, cpr_lookup=person.cpr_lookup, ended_at__isnull=True)
    if not openings.exists():
        return False
    return citizen_services.citizens_membership(person.login_id, person.organisation_id) is not None


def spoken_by(user_id: int) -> str:
    """What the citizen who signs in speaks with an interpreter, or nothing where none is needed or known."""
    own = Person.objects.filter(login_id=user_id, closed_on__isnull=True)
    return own.values_list("interpreter_language", flat=True).first() or ""
