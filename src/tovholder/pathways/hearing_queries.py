"""Reads of hearings, scoped by actor: the case's own staff, the benefits officer of the municipality, the citizen."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import HEARING_ROLES, Role
from tovholder.documents import queries as documents
from tovholder.pathways import attendance_queries
from tovholder.pathways.hearing_transitions import ASSESSED, DECIDED, FINAL, OPEN, SENT
from tovholder.pathways.models import AbsenceEvidence, Attendance, Hearing, HearingComment, HearingStep
from tovholder.pathways.models.attendance import UNCLEAR, UNLAWFUL
from tovholder.people import case_scope
from tovholder.people import queries as people

_READERS = HEARING_ROLES | {Role.BENEFITS_OFFICER}
_PARTS = (
    Prefetch("steps", HearingStep.objects.select_related("by__user")),
    Prefetch("comments", HearingComment.objects.select_related("by__user").order_by("at", "pk")),
    Prefetch("absences", Attendance.objects.select_related("source")),
)
_WHO = ("person__contact__user", "prepared_by__user", "sent_by__user", "assessed_by__user", "decided_by__user")


def visible(*, actor: Actor) -> QuerySet[Hearing]:
    """Hearings within reach. A citizen reads the own ones once they are sent; the benefits officer likewise."""
    found = Hearing.objects.select_related(*_WHO)
    if actor.role == SYSTEM_ROLE:
        return found
    reached = people.visible(actor=actor).filter(organisation_id=actor.organisation_id).values("pk")
    if actor.is_citizen:
        return found.filter(person_id__in=reached, sent_at__isnull=False)
    if actor.kind != "municipality" or actor.role not in _READERS:
        return found.none()
    own = found.filter(person_id__in=reached)
    if actor.may(Role.BENEFITS_OFFICER):
        return own.filter(assessed_at__isnull=False)
    return own.filter(person__contact_id=actor.membership_id) if actor.only_own_cases else own


def open_ones(*, actor: Actor) -> QuerySet[Hearing]:
    """Hearings under way, for the case's own staff; of closed cases too: what the citizen answers must be seen."""
    return visible(actor=actor).filter(state__in=OPEN)


def undecided(person_id: int) -> QuerySet[Hearing]:
    """Hearings of a citizen the caller has reached, or is offered, that nobody has decided yet."""
    return Hearing.objects.filter(person_id=person_id, state__in=OPEN).order_by("pk")


def to_decide(*, actor: Actor) -> QuerySet[Hearing]:
    """What waits for the benefits officer."""
    return visible(actor=actor).filter(state=ASSESSED)


def hearing(hearing_id: int, *, actor: Actor) -> Hearing:
    """One hearing with its days, steps, comments and evidence; the person is noted as shown. Raises OutOfReach.

    Outside the case its words are withheld from case staff: they see how far it is, and not what was said."""
    found = visible(actor=actor).prefetch_related(*_PARTS).filter(pk=hearing_id).first()
    if found is None:
        raise _missed(hearing_id, actor)
    actor.book.note([found.person_id], "case")
    found.is_withheld = not reads_words(found, actor)
    if found.is_withheld:
        found.assessment = found.decision = found.ground = ""
    return found


def reads_words(found: Hearing, actor: Actor) -> bool:
    """Comments, evidence and assessment: the citizen, whoever decides, and those inside the case."""
    if actor.role == SYSTEM_ROLE or actor.is_citizen or actor.may(Role.BENEFITS_OFFICER):
        return True
    return case_scope.is_within_case_of(found.person, actor)


def _missed(hearing_id: int, actor: Actor) -> OutOfReach:
    for person_id in Hearing.objects.filter(pk=hearing_id).values_list("person_id", flat=True):
        actor.book.refuse(person_id)
    return OutOfReach("hearing")


def of_person(person_id: int, *, actor: Actor) -> list[Hearing]:
    """All hearings of one person the caller has reached, newest first."""
    return list(visible(actor=actor).filter(person_id=person_id).order_by("-prepared_at", "-pk"))


def that_can_be_heard(person_id: int) -> list[Attendance]:
    """Absence a hearing can be about: not judged to be for a good reason, and in no other hearing. The caller has
    reached the person."""
    rows = Attendance.objects.filter(person_id=person_id, coming__in=(UNCLEAR, UNLAWFUL), hearing__isnull=True)
    return list(rows.select_related("source", "placement__unit__company").order_by("on", "activity", "pk"))


def is_in_doubt(found: Hearing) -> bool:
    """Whether a day of it is told as there too, with nobody's judgement since."""
    return bool(attendance_queries.in_doubt(found.person_id, list(found.absences.all())))


def sent_about(found: Hearing) -> list[AbsenceEvidence]:
    """What the citizen sent about the days of a hearing the caller has reached, oldest first."""
    days = [Q(first_day__lte=row.on, last_day__gte=row.on) for row in found.absences.all()]
    which = reduce(or_, days, Q(hearing_id=found.pk))
    return list(AbsenceEvidence.objects.filter(which, person_id=found.person_id).order_by("sent_at", "pk"))


def said_all_on(found: Hearing) -> date | None:
    """The day the citizen said that is all, where nothing has come since."""
    newest = max(found.comments.all(), key=lambda row: (row.at, row.pk), default=None)
    if newest is None or not newest.is_all or any(row.sent_at > newest.at for row in sent_about(found)):
        return None
    return localdate(newest.at)


def news_of(person_id: int, *, on: date) -> Hearing | None:
    """What the citizen is to know first: a hearing nobody has answered, else a decision that can still be complained of
    and whose letter the citizen has not fetched. The caller has reached the person."""
    own = Hearing.objects.filter(person_id=person_id)
    waiting = own.filter(state=SENT).order_by("answer_by", "pk").first()
    if waiting is not None:
        return waiting
    since = on - timedelta(weeks=parameters.value("sanction_complaint", on=on).whole("weeks"))
    fresh = own.filter(state__in=DECIDED, decided_at__date__gte=since).order_by("-decided_at").first()
    if fresh is None or _was_fetched(fresh):
        return None
    return fresh


def _was_fetched(found: Hearing) -> bool:
    letters = documents.about(f"hearing:{found.pk}").filter(kind="hearing_decision")
    return letters.filter(deliveries__receiver="citizen").exists()


def is_open(found: Hearing) -> bool:
    return found.state not in FINAL


def did_it_just_now(found: Hearing, actor: Actor, *, since: int, to: Collection[str]) -> bool:
    """Whether the one change since a version was the actor's own step to where the same press wants to go again."""
    last = found.steps.order_by("-pk").first()
    is_own = last is not None and last.by_id == actor.membership_id and last.target in to
    return is_own and found.version == since + 1 and found.state in to


def prepared_by(found: Hearing, actor: Actor) -> bool:
    """Whether the human behind the actor took a step that prepared it, in whatever role: four eyes are two people."""
    ids = {found.prepared_by_id, found.sent_by_id, found.assessed_by_id}
    ids |= set(found.steps.exclude(target__in=("returned", "sanction", "no_sanction")).values_list("by_id", flat=True))
    ids.discard(None)
    if actor.membership_id in ids:
        return True
    return Membership.objects.filter(pk__in=ids, user_id=actor.user_id).exclude(role=Role.CITIZEN).exists()
