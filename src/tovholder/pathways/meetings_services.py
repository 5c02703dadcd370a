"""Writes about meetings: plan, move, interpreter, letter, what was told, what came of it; and what the citizen asks.

Nothing is sent from here: people say what they did with a letter. Raises NotAllowed, OutOfReach, Stale."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate, localtime

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.fields import lookup
from tovholder.accounts.models import Membership
from tovholder.base.decision import Decision
from tovholder.documents import services as register
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways import meetings_rules as rules
from tovholder.pathways import services as pathways
from tovholder.pathways.models import Meeting, MeetingStep
from tovholder.pathways.models.meetings import CALLED_OFF, MOVED, PLANNED
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person


@dataclass(frozen=True)
class Interpreter:
    """Whether an interpreter takes part, and which one the citizen wishes."""

    state: str = "none"
    language: str = ""
    dialect: str = ""
    gender: str = ""
    booked_with: str = ""


@dataclass(frozen=True)
class NewMeeting:
    kind: str
    form: str
    starts_at: datetime
    minutes: int
    host_id: int
    at_centre_id: int | None = None
    place: str = ""
    others: str = ""
    interpreter: Interpreter = Interpreter()


@transaction.atomic
def plan_meeting(*, person_id: int, meeting: NewMeeting, actor: Actor, now: datetime, request_key: str = "") -> Meeting:
    """Agree a time. The same `request_key` for the same time twice is one meeting.

    Refused where the member or the citizen has another meeting then, and for a host or centre that is not ours."""
    person = _own_case(person_id, actor)
    key = lookup("meeting", f"{request_key}|{meeting.starts_at.isoformat()}|{meeting.kind}")[:40] if request_key else ""
    standing = Meeting.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    _check(meeting, actor)
    _check_time(meeting.starts_at, meeting.minutes, meeting.host_id, person.pk, now)
    made = Meeting.objects.create(
        person=person, organisation_id=person.organisation_id, request_key=key, made_at=now,
        made_by_id=actor.membership_id, ends_at=meeting.starts_at + timedelta(minutes=meeting.minutes),
        kind=meeting.kind, form=meeting.form, starts_at=meeting.starts_at, host_id=meeting.host_id,
        at_centre_id=meeting.at_centre_id, place=meeting.place, others=meeting.others, **_columns(meeting.interpreter),
    )  # fmt: skip
    _happened(made, "planned", "meeting.plan", actor, now, kind=made.kind)
    return made


def _own_case(person_id: int, actor: Actor) -> Person:
    person = people.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    if person.closed_on is not None:
        raise NotAllowed("meeting.case_is_closed")
    return person


def _check(meeting: NewMeeting, actor: Actor) -> None:
    if not parameters.is_term("meeting_kinds", meeting.kind) or not parameters.is_term("meeting_forms", meeting.form):
        raise NotAllowed("meeting.no_such_kind")
    if not queries.hosts(actor=actor).filter(pk=meeting.host_id).exists():
        raise NotAllowed("meeting.no_such_host")
    centres = queries.centres(actor=actor) if meeting.at_centre_id is not None else []
    if meeting.at_centre_id is not None and meeting.at_centre_id not in {row.pk for row in centres}:
        raise NotAllowed("meeting.no_such_centre")
    _check_interpreter(meeting.interpreter)


def _check_interpreter(interpreter: Interpreter) -> None:
    if not parameters.is_term("interpreter_states", interpreter.state):
        raise NotAllowed("meeting.no_such_state")
    if interpreter.gender and not parameters.is_term("interpreter_wishes", interpreter.gender):
        raise NotAllowed("meeting.no_such_state")
    if interpreter.state != "none" and not interpreter.language:
        raise NotAllowed("meeting.which_language")


def _check_time(
    starts_at: datetime, minutes: int, host_id: int | None, person_id: int, now: datetime, except_id: int | None = None
) -> None:
    """The host's row is held too: two colleagues who book one member at once come one after the other."""
    Membership.objects.select_for_update(no_key=True).filter(pk=host_id).values_list("pk").first()
    decision = rules.may_be_planned(
        starts_at=localtime(starts_at), minutes=minutes, now=localtime(now),
        host=queries.busy(Meeting.objects.filter(host_id=host_id), from_=now, except_id=except_id) if host_id else [],
        citizen=queries.busy(Meeting.objects.filter(person_id=person_id), from_=now, except_id=except_id),
    )  # fmt: skip
    _require(decision)


def _require(decision: Decision) -> None:
    if not decision.allowed:
        raise NotAllowed(decision.code, **decision.facts)


def _columns(interpreter: Interpreter) -> dict[str, str]:
    return {
        "interpreter": interpreter.state,
        "interpreter_language": interpreter.language,
        "interpreter_dialect": interpreter.dialect,
        "interpreter_gender": interpreter.gender,
        "interpreter_from": interpreter.booked_with,
    }


def _happened(meeting: Meeting, step: str, action: str, actor: Actor, now: datetime, **facts: object) -> None:
    MeetingStep.objects.create(meeting=meeting, at=now, by_id=actor.membership_id, step=step)
    target = f"meeting:{meeting.pk}"
    audit.record(actor=actor, action=action, person_id=meeting.person_id, target=target, facts=dict(facts))


def writable(meeting_id: int, *, version: int | None, actor: Actor) -> Meeting:
    """The meeting under the lock of its citizen, for case staff. Raises Stale when it was changed since `version`."""
    person_id = queries.visible(actor=actor).filter(pk=meeting_id).values_list("person_id", flat=True).first()
    if person_id is None:
        queries.meeting(meeting_id, actor=actor)  # raises, and notes the miss
    _own_case(int(person_id or 0), actor)
    found = Meeting.objects.select_related("person", "organisation", "host__user").get(pk=meeting_id)
    if version is not None and found.version != version:
        raise Stale
    return found


def _save(meeting: Meeting, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save(update_fields=[*changes, "version"])


@transaction.atomic
def move_meeting(
    *, meeting_id: int, version: int, starts_at: datetime, minutes: int, actor: Actor, now: datetime
) -> Meeting:
    """Another time: the old one stands as moved, and the new one starts without letter and reminder.

    An interpreter who was booked must be booked again."""
    old = writable(meeting_id, version=version, actor=actor)
    if old.state != PLANNED:
        raise NotAllowed("meeting.is_over")
    _check_time(starts_at, minutes, old.host_id, old.person_id, now, except_id=old.pk)
    asks = "wanted" if old.interpreter != "none" else "none"
    copied = (
        "person_id", "organisation_id", "kind", "form", "host_id", "at_centre_id", "place", "others",
        "interpreter_language", "interpreter_dialect", "interpreter_gender",
    )  # fmt: skip
    _letter_holds_no_longer(old, actor, now)
    _save(old, state=MOVED, wants_to_move=False)
    new = Meeting.objects.create(
        **{name: getattr(old, name) for name in copied}, interpreter=asks, moved_from=old, starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes), made_at=now, made_by_id=actor.membership_id,
    )  # fmt: skip
    _happened(old, "moved", "meeting.move", actor, now, to=new.pk)
    MeetingStep.objects.create(meeting=new, at=now, by_id=actor.membership_id, step="planned")
    return new


@transaction.atomic
def set_interpreter(*, meeting_id: int, version: int, interpreter: Interpreter, actor: Actor, now: datetime) -> Meeting:
    """Whether an interpreter is wanted, booked or cannot come, and which one the citizen wishes."""
    found = writable(meeting_id, version=version, actor=actor)
    _require_planned(found)
    _check_interpreter(interpreter)
    _save(found, **_columns(interpreter))
    _happened(found, "interpreter", "meeting.interpreter", actor, now, state=interpreter.state)
    return found


@transaction.atomic
def set_place(*, meeting_id: int, version: int, place: str, actor: Actor, now: datetime) -> Meeting:
    """Another place at the same time. What was told the citizen no longer holds: letter and messages begin anew."""
    found = writable(meeting_id, version=version, actor=actor)
    _require_planned(found)
    if found.starts_at <= now:
        raise NotAllowed("meeting.has_begun")
    place = place.strip()
    if place == queries.told_place(found):
        return found
    needs = parameters.term("meeting_forms", found.form)
    if not place and (needs.flag("place") or needs.flag("link")):
        raise NotAllowed("meeting.needs_place")
    _letter_holds_no_longer(found, actor, now)
    _save(found, place=place, at_centre_id=None, letter="", told_at=None, reminded_at=None)
    _happened(found, "place", "meeting.place", actor, now)
    return found


def _letter_holds_no_longer(found: Meeting, actor: Actor, now: datetime) -> None:
    """It goes from the citizen's papers, as nobody is to come at that time or to that place."""
    for paper in IssuedPaper.objects.filter(pk=found.letter_paper_id):
        register.withdraw(paper=paper, reason="changed", actor=actor, now=now)


def _require_planned(found: Meeting) -> None:
    if found.state != PLANNED:
        raise NotAllowed("meeting.is_over")


@transaction.atomic
def note_letter(*, meeting_id: int, state: str, actor: Actor, now: datetime) -> Meeting:
    """What was done with the letter, or that it came back. A hearing or a handover never goes by ordinary mail."""
    found = writable(meeting_id, version=None, actor=actor)
    if found.letter == state:
        return found  # pressed twice
    _require(rules.letter_may_be(state, standing=found.letter, kind=found.kind))
    _save(found, letter=state)
    _happened(found, state, "meeting.letter", actor, now, state=state)
    return found


@transaction.atomic
def note_told(*, meeting_id: int, reminds: bool, actor: Actor, now: datetime) -> Meeting:
    """Somebody has sent an SMS or e-mail that a message waits, or has reminded of the meeting. Twice a day is once."""
    found = writable(meeting_id, version=None, actor=actor)
    _require_planned(found)
    field = "reminded_at" if reminds else "told_at"
    before = getattr(found, field)
    if before is not None and localdate(before) == localdate(now):
        return found
    _save(found, **{field: now})
    _happened(found, "reminded" if reminds else "told", "meeting.tell", actor, now, reminds=reminds)
    return found


@transaction.atomic
def note_outcome(
    *,
    meeting_id: int,
    version: int,
    outcome: str,
    actor: Actor,
    now: datetime,
    words: str = "",
    next_on: date | None = None,
    called_off: date | None = None,
) -> Meeting:
    """What came of it. A meeting that was held is written down as a talk, which the law's rhythm counts by its kind."""
    found = writable(meeting_id, version=version, actor=actor)
    _require(rules.outcome_may_be(outcome, state=found.state, starts_at=localtime(found.starts_at), now=localtime(now)))
    if outcome == "seen":
        contact = pathways.register_contact(
            person_id=found.person_id, kind=_contact_kind(found), at=found.starts_at, words=words, next_on=next_on,
            called_off=called_off, request_key=f"meeting:{found.pk}", actor=actor, now=now,
        )  # fmt: skip
        _save(found, state=outcome, contact=contact)
    else:
        _save(found, state=outcome, words=words)
    _happened(found, outcome, "meeting.outcome", actor, now, outcome=outcome)
    return found


def _contact_kind(meeting: Meeting) -> str:
    """Only kinds that count as an individual talk are written down as one."""
    if not parameters.term("meeting_kinds", meeting.kind).flag("counts"):
        return "note"
    return parameters.term("meeting_forms", meeting.form).text("contact")


def _of_the_citizen(meeting_id: int, actor: Actor, now: datetime) -> Meeting:
    """The citizen's own meeting to come, under lock."""
    found = queries.meeting(meeting_id, actor=actor)
    if not actor.is_citizen:
        raise NotAllowed("meeting.of_the_citizen")
    people.locked(found.person_id, actor=actor)
    found.refresh_from_db(fields=["state", "version", "wants_to_move", "interpreter"])
    if found.state != PLANNED or found.starts_at <= now:
        raise NotAllowed("meeting.is_over")
    return found


@transaction.atomic
def ask_to_move(*, meeting_id: int, words: str, actor: Actor, now: datetime) -> Meeting:
    """The citizen asks for another time. The time stands until somebody has found another one."""
    found = _of_the_citizen(meeting_id, actor, now)
    is_new = not found.wants_to_move
    _save(found, wants_to_move=True, wish_words=words)
    if is_new:
        _happened(found, "asks_move", "meeting.ask", actor, now, about="time")
    return found


@transaction.atomic
def ask_for_interpreter(
    *, meeting_id: int, language: str, dialect: str, gender: str, actor: Actor, now: datetime
) -> Meeting:
    """The citizen asks for an interpreter; one who is booked already stays booked."""
    found = _of_the_citizen(meeting_id, actor, now)
    if found.interpreter == "booked":
        raise NotAllowed("meeting.interpreter_is_booked")
    wished = Interpreter("wanted", language, dialect, gender)
    _check_interpreter(wished)
    is_new = found.interpreter == "none"
    _save(found, **_columns(wished))
    if is_new:
        _happened(found, "asks_interpreter", "meeting.ask", actor, now, about="interpreter")
    return found


def call_off_for_move(*, person_id: int, first: date, to: str, actor: Actor, now: datetime) -> int:
    """A step inside a move to another municipality: meetings from that day on, and still to come, are called off, and
    the citizen reads so. The caller holds the person. Gives how many."""
    begins = max(datetime.combine(first, time(0), get_current_timezone()), now)
    words = parameters.term("transfer_words", "meeting_called_off").label("da") + to
    found = list(Meeting.objects.filter(person_id=person_id, state=PLANNED, starts_at__gte=begins))
    for each in found:
        _letter_holds_no_longer(each, actor, now)
        _save(each, state=CALLED_OFF, words=words, wants_to_move=False)
        _happened(each, CALLED_OFF, "meeting.outcome", actor, now, outcome=CALLED_OFF)
    return len(found)


def letter_is_made(found: Meeting, *, paper_id: int, actor: Actor, now: datetime) -> None:
    """A step inside the making of a letter: the caller has the meeting under lock."""
    _save(found, letter="made", letter_paper_id=paper_id)
    _happened(found, "made", "meeting.letter", actor, now, state="made")
