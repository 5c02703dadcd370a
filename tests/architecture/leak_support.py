"""The support of a stay, the school of an IGU, a municipality's own courses and ways of working, for the walk."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.architecture import leak_secrets as secret
from tovholder.pathways.models import (
    CardTaken,
    LocalCourse,
    LocalLesson,
    LocalSeat,
    MentorOffer,
    MethodUse,
    QuickHelp,
    SchoolCourse,
    SchoolSeat,
    StayArrangement,
    StayDemand,
    WorkMethod,
)
from tovholder.placements.models import Placement

if TYPE_CHECKING:
    from tests.architecture.leak_region import World

_OF = ("quiet", "placed", "protected")


def make(world: "World", home: str) -> None:
    """Courses and a method of the home, and one of each around a stay of two of its citizens, one of them protected."""
    at, by = world.homes[home], world.viewer(f"{home}/caseworker").membership
    days = {"starts_on": world.today, "ends_before": world.today + timedelta(days=20)}
    school = SchoolCourse.objects.create(
        organisation=at, title="AMU", institution="AMU", hours=37, seats=9, for_others=True, **days
    )
    local = LocalCourse.objects.create(organisation=at, kind="women", title="Hold", hours=6, leader=by, **days)
    lesson = LocalLesson.objects.create(course=local, starts_at=world.now, topic="peers", giver="peer")
    method = WorkMethod.objects.create(
        organisation=at, title="Metode", words="Sådan", changed_on=world.today, review_on=world.today, by=by
    )
    MethodUse.objects.create(method=method, member=by, number=1, answer="uses", on=world.today)
    for name, row in (
        ("school_course_id", school), ("local_course_id", local), ("local_lesson_id", lesson),
        ("work_method_id", method),
    ):  # fmt: skip
        world.keep(name, row)
    for trait in _OF:
        _around(world, home, trait, school, local)


def _around(world: "World", home: str, trait: str, school: SchoolCourse, local: LocalCourse) -> None:
    one, at = world.person(f"{home}/{trait}"), world.homes[home]
    told, by = one.secrets.words(secret.NOTES), world.viewer(f"{home}/caseworker").membership
    who = {"person": one.row, "organisation": at}
    seat = LocalSeat.objects.create(course=local, offered_on=world.today, offered_by=by, reason=told[:200], **who)
    world.keep("local_seat_id", seat, one)
    stay = Placement.objects.filter(person=one.row).order_by("pk").first()
    if stay is None:
        return
    who |= {"placement": stay}
    offer = MentorOffer.objects.create(party="citizen", offered_on=world.today, words=told, **who)
    asked = QuickHelp.objects.create(
        asked_by="citizen", moment="during", words=told, asked_at=world.now, due_at=world.now, by=by, **who
    )
    demand = StayDemand.objects.create(area="social", words="Siger godmorgen", noted_by=by, noted_at=world.now, **who)
    plan = StayArrangement.objects.create(kind="side_by_side", starts_on=world.today, words="Maskinen", by=by, **who)
    place = SchoolSeat.objects.create(course=school, added_on=world.today, **who)
    CardTaken.objects.create(taken_on=world.today, **who)
    for name, row in (
        ("mentor_offer_id", offer), ("quick_help_id", asked), ("stay_demand_id", demand),
        ("stay_arrangement_id", plan), ("school_seat_id", place),
    ):  # fmt: skip
        world.keep(name, row, one)
