"""Steps on meetings and the week, made lawful first, as in `steps`."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tests.integration.rights.steps_beside import TODAY, Step
from tovholder.accounts.actors import Actor
from tovholder.pathways import meeting_letter_services, meetings_services, week_services
from tovholder.pathways.meetings_services import Interpreter, NewMeeting
from tovholder.pathways.models import Meeting, WeekEntry
from tovholder.pathways.week_services import NewEntry
from tovholder.people.models import Person

AHEAD = NOW + timedelta(days=6)


def _plan(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    new = NewMeeting("talk", "phone", AHEAD, 30, scene.members[scope].pk)
    return lambda: meetings_services.plan_meeting(person_id=person.pk, meeting=new, actor=actor, now=NOW)


def meeting(name: str, *, versioned: bool = False, letter: str = "", **more: Any) -> Step:
    """A step on a meeting the member holds, whoever's citizen it is: that gives no right to the case."""

    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = Meeting.objects.create(
            person=person, organisation_id=person.organisation_id, kind="talk", form="phone", starts_at=AHEAD,
            ends_at=AHEAD + timedelta(hours=1), host=scene.members[scope], interpreter="none", letter=letter,
            made_at=NOW,
        )  # fmt: skip
        room = meeting_letter_services if name == "make_letter" else meetings_services
        seen = {"version": 1} if versioned else {}
        return lambda: getattr(room, name)(meeting_id=made.pk, actor=actor, now=NOW, **seen, **more)

    return step


def _add(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    entry = NewEntry("danish", (0,), time(9), time(12), TODAY)
    return lambda: week_services.add_to_week(person_id=person.pk, entry=entry, actor=actor, now=NOW)


def _end(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = WeekEntry.objects.create(
        person=person, organisation_id=person.organisation_id, kind="danish", weekday=0, begins_at=time(9),
        ends_at=time(12), starts_on=TODAY,
    )  # fmt: skip
    return lambda: week_services.end_in_week(entry_id=made.pk, actor=actor, now=NOW)


def _print(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    told: dict[str, Any] = {"monday": TODAY, "language": "da", "check_at": "https://example.dk/"}
    return lambda: week_services.print_week(person_id=person.pk, actor=actor, now=NOW, **told)


STEPS: dict[str, Step] = {
    "meetings.plan_meeting": _plan,
    "meetings.move_meeting": meeting("move_meeting", versioned=True, starts_at=AHEAD + timedelta(days=1), minutes=30),
    "meetings.set_place": meeting("set_place", versioned=True, place="Rådhuset"),
    "meetings.set_interpreter": meeting("set_interpreter", versioned=True, interpreter=Interpreter("wanted", "ar")),
    "meetings.note_letter": meeting("note_letter", letter="made", state="handed_over"),
    "meetings.note_told": meeting("note_told", reminds=True),
    "meetings.note_outcome": meeting("note_outcome", versioned=True, outcome="excused"),
    "letters.make_letter": meeting("make_letter", language="da", check_at="https://example.dk/"),
    "week.add_to_week": _add,
    "week.end_in_week": _end,
    "week.print_week": _print,
}
