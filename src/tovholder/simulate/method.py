"""The method work of the first team leader among the personas: two texts, the wheel of the year, a file of indicators,
a course with a working group. Words and figures are invented."""

from datetime import datetime, timedelta
from decimal import Decimal

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.learning import (
    indicator_services,
    method_queries,
    method_services,
    staff_course_services,
    wheel_services,
)
from tovholder.learning.indicator_rules import Figure
from tovholder.learning.indicator_services import Told
from tovholder.learning.method_services import NewTask
from tovholder.learning.staff_course_services import Day
from tovholder.simulate.scale import Scale, moment

# Municipality, baseline and newest in per cent; None is suppressed. "" with an area of its own is an average.
_FIGURES = (
    ("municipality", "0163", "14.2", "31.0"),
    ("municipality", "0217", "12.5", "40.1"),
    ("municipality", "0210", None, "22.0"),
    ("municipality", "0161", "25.0", "23.4"),
    ("project", "", "17.1", "31.2"),
    ("national", "", "20.0", "25.0"),
)
_WORDS = {
    "t_cant_will": "Nyankomne uden dansk, som vil i gang: sprogpraktik fra tredje uge og en makker på stedet.",
    "t_can_wont": "Har arbejdet før og er træt af praktik: løntimer fra start, også få.",
    "t_activities": "Praktik med løntimer, opfølgning hver anden uge, kompetencekort.",
    "t_short_citizen": "Borgeren har en plan, der ender i et job.",
}


def tell(scale: Scale) -> None:
    """Through the services, by that leader. Nothing where the region has none."""
    leaders = Membership.objects.filter(user__is_persona=True, role=Role.TEAM_LEADER)
    leader = leaders.select_related("user", "organisation").order_by("pk").first()
    if leader is None:
        return
    actor, now = accounts.actor_of(leader).for_purpose("simulation"), moment(scale.today - timedelta(days=40), 9)
    method_services.write(template="change_theory", number=0, content=_WORDS, why="Første udkast", actor=actor, now=now)
    purpose = {"d_purpose": "Alle nye borgere i programmet. Målet er løn inden et år."}
    method_services.write(template="description", number=0, content=purpose, actor=actor, now=now)
    _wheel(actor, now)
    _figures(actor, now)
    _course(actor, now, leader)


def _wheel(actor: Actor, now: datetime) -> None:
    wheel_services.lay_out(year=now.year, actor=actor, now=now)
    wheel_services.lay_out(year=now.year + 1, actor=actor, now=now)
    support = wheel_services.plan(kind="support", due_on=now.date(), words="Om løntimer", actor=actor, now=now)
    wheel_services.held(
        item_id=support.pk, version=1, held_on=now.date(), took_part=5, words="Vi prøver løntimer fra første dag.",
        actor=actor, now=now,
    )  # fmt: skip


def _figures(actor: Actor, now: datetime) -> None:
    rows = [
        Told("job_ready", area, code, Figure(_share(start), _share(newest), "2016M12", "2017M10"))
        for area, code, start, newest in _FIGURES
    ]
    indicator_services.keep(name="indikatorer.csv", rows=rows, actor=actor, now=now)


def _share(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _course(actor: Actor, now: datetime, leader: Membership) -> None:
    themes = ("Borgerens egne mål", "Samtalen", "Virksomhederne", "Hvad vi gør nu")
    first = now.date() - timedelta(days=14)
    days = [Day(first + timedelta(days=14 * number), theme) for number, theme in enumerate(themes)]
    course = staff_course_services.plan_course(
        title="Borgeren bestemmer mere", words="", days=days, actor=actor, now=now
    )
    for colleague in method_queries.staff(actor=actor)[:4]:
        staff_course_services.seat(course_id=course.pk, member_id=colleague.pk, actor=actor)
    there = list(course.seats.values_list("pk", flat=True))
    for number, came in ((1, there), (2, there[:-1])):
        staff_course_services.note_day(course_id=course.pk, number=number, there=came, actor=actor, now=now)
    group = staff_course_services.make_group(course_id=course.pk, name="Jobteamet", unit_id=leader.unit_id, actor=actor)
    staff_course_services.note_meeting(
        group_id=group.pk, on=now.date(), words="Borgeren skriver sit mål, før vi skriver planen.", actor=actor, now=now
    )
    due_on = now.date() + timedelta(days=60)
    task = NewTask("staff", "Spørg efter borgerens mål i hver samtale", due_on, leader.pk, group.pk)
    agreed = method_services.agree(task=task, actor=actor, now=now)
    method_services.follow_up(
        task_id=agreed.pk, version=1, state="partly", words="Det gør halvdelen af os.", due_on=due_on, actor=actor,
        now=now + timedelta(days=20),
    )  # fmt: skip
    tools = NewTask("tools", "Kompetencekort ved hver praktik", due_on, leader.pk)
    method_services.agree(task=tools, actor=actor, now=now)
