"""What waits in a case for its contact: a question of the citizen, help asked for at a stay, what a teacher has seen,
a move whose day has passed and school that was called off. Told as the lines of `coming` are, so that they are read in
the same query."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from tovholder.accounts.actors import Actor
from tovholder.pathways import inbox_queries, school_queries
from tovholder.pathways import transfer_effect_services as effect
from tovholder.pathways.models import Enquiry, QuickHelp, SchoolSeat, TeacherObservation, Transfer
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.worklists.items import ASKED_AGAIN, ASKED_LATE, Limits

_NAMED: dict[str, Any] = {
    "case_pk": F("person_id"),
    "own_name": F("person__given_name"),
    "kin_name": F("person__family_name"),
    "is_protected": F("person__protected"),
    "contact_pk": F("person__contact_id"),
}


def enquiries(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Citizens' enquiries without an answer: of whoever has it, else of the contact. A protected citizen's within the
    case only, as in the inbox."""
    within = people.own_open(actor=actor).filter(Q(protected=False) | case_scope.within(actor))
    rows = Enquiry.objects.filter(_is_one_of(within), answered_at__isnull=True)
    holder = Case(When(inbox_queries.NOBODY_HAS, then=F("person__contact_id")), default=F("owner_id"))
    late = Case(When(due_at__lte=limits.now, then=ASKED_LATE), default=0, output_field=IntegerField())
    again = Case(When(reason="enquiry.written_back", then=ASKED_AGAIN), default=0, output_field=IntegerField())
    return rows.annotate(
        holder=holder, day=_last_day(), about=F("kind"), number=late + again, page_pk=F("pk"), **_NAMED
    )


def helps(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Help that citizen or company asked for at a stay and nobody has given."""
    rows = QuickHelp.objects.filter(
        _is_one_of(people.own_open(actor=actor)), organisation_id=actor.organisation_id, helped_at__isnull=True
    )
    late = Case(When(due_at__lte=limits.now, then=ASKED_LATE), default=0, output_field=IntegerField())
    return rows.annotate(
        holder=F("person__contact_id"), day=_last_day(), about=F("placement__unit__company__name"),
        number=late, page_pk=F("placement_id"), **_NAMED,
    )  # fmt: skip


def observations(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """What a teacher has told lately and nobody has taken into the case; nobody has to, so it is told for some days."""
    new = Q(made_at__gte=limits.observed_from, withdrawn_at__isnull=True, taken_at__isnull=True)
    rows = TeacherObservation.objects.filter(new, _is_one_of(people.own_open(actor=actor)))
    return rows.annotate(
        holder=F("person__contact_id"), day=F("on"), about=F("organisation__name"),
        number=Value(0, IntegerField()), page_pk=F("person_id"), **_NAMED,
    )  # fmt: skip


def stuck(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Moves from here that were said yes to and did not take effect on their day: the page of the move says why."""
    rows = Transfer.objects.filter(effect.WAITS, moves_on__lt=limits.on, sender_id=actor.organisation_id)
    return rows.filter(_is_one_of(people.own_open(actor=actor))).annotate(
        holder=F("person__contact_id"), day=F("moves_on"), about=F("receiver__name"),
        number=Value(0, IntegerField()), page_pk=F("person_id"), **_NAMED,
    )  # fmt: skip


def fallen_out(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Seats on courses of an IGU's school that were called off: given up for another, or taken back."""
    own = _is_one_of(people.own_open(actor=actor))
    rows = SchoolSeat.objects.filter(school_queries.FALLEN_OUT, own, organisation_id=actor.organisation_id)
    return rows.annotate(
        holder=F("person__contact_id"), day=F("course__cancelled_on"), about=F("course__title"),
        number=Case(When(course__starts_on__lte=limits.on, then=ASKED_LATE), default=0, output_field=IntegerField()),
        page_pk=F("placement_id"), **_NAMED,
    )  # fmt: skip


def _is_one_of(cases: QuerySet[Person]) -> Exists:
    """Asked row by row: a list of all open cases takes longer to make than these few rows take to look up."""
    return Exists(cases.filter(pk=OuterRef("person_id")))


def _last_day() -> TruncDate:
    """The day it is due: what is due at midnight is due the day before."""
    before = ExpressionWrapper(F("due_at") - timedelta(seconds=1), output_field=DateTimeField())
    return TruncDate(before)
