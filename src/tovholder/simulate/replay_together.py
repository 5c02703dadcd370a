"""What the municipalities do together, through the services: agreed, foreseen, entered, planned, signed up, told."""

from collections.abc import Iterator
from functools import partial

from tovholder.companies import together_services as services
from tovholder.simulate.replay import Deed, Desk
from tovholder.simulate.scale import moment
from tovholder.simulate.together import ENTERED
from tovholder.simulate.together_facts import Agreement, Course, Entered, Note

_AGREE, _ENTER, _TELL = 70, 71, 72


def deeds(desk: Desk) -> Iterator[Deed]:
    together = desk.part.together
    for agreement in together.agreements:
        yield Deed(agreement.created_at, _AGREE, partial(_agree, desk, agreement))
        for entered in agreement.bank:
            yield Deed(moment(entered.on, ENTERED), _ENTER, partial(_put_in, desk, agreement, entered))
    for course in together.courses:
        yield Deed(course.created_at, _AGREE, partial(_plan, desk, course))
        for entered in course.taken:
            yield Deed(moment(entered.on, ENTERED), _ENTER, partial(_sign_up, desk, course, entered))
    for note in together.notes:
        yield Deed(note.at, _TELL, partial(_tell, desk, note))


def _agree(desk: Desk, agreement: Agreement) -> None:
    actor = desk.actor(agreement.lead)
    made = services.agree(
        stays_of=frozenset(),
        company_id=desk.places.companies[agreement.firm],
        title=agreement.title,
        words=agreement.words,
        starts_on=agreement.starts_on,
        ends_before=agreement.ends_before,
        actor=actor,
        now=agreement.created_at,
    )
    desk.agreements[agreement.number] = made.pk
    for need in agreement.foreseen:
        services.forecast(agreement_id=made.pk, **need._asdict(), actor=actor)


def _put_in(desk: Desk, agreement: Agreement, entered: Entered) -> None:
    services.put_in_bank(
        agreement_id=desk.agreements[agreement.number],
        person_id=desk.people[entered.person],
        actor=desk.actor(entered.by),
        on=entered.on,
    )


def _plan(desk: Desk, course: Course) -> None:
    made = services.plan_course(
        title=course.title,
        starts_on=course.starts_on,
        seats=course.seats,
        actor=desk.actor(course.lead),
        now=course.created_at,
    )
    desk.courses[course.number] = made.pk


def _sign_up(desk: Desk, course: Course, entered: Entered) -> None:
    services.sign_up(
        course_id=desk.courses[course.number],
        person_id=desk.people[entered.person],
        actor=desk.actor(entered.by),
        on=entered.on,
    )


def _tell(desk: Desk, note: Note) -> None:
    services.tell(industry=note.industry, words=note.words, actor=desk.actor(note.by), now=note.at)
