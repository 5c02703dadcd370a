"""What the method work has of every kind, for the walk: a text, something agreed, the wheel, a course with a group."""

from typing import TYPE_CHECKING

from tovholder.learning.models import (
    IndicatorFile,
    MethodTask,
    MethodText,
    StaffCourse,
    StaffCourseDay,
    StaffCourseSeat,
    WheelItem,
    WorkingGroup,
)

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World", home: str) -> None:
    at, by = world.homes[home], world.viewer(f"{home}/caseworker").membership
    assert by is not None
    MethodText.objects.create(organisation=at, template="change_theory", number=1, content={}, by=by, at=world.now)
    world.keep("method_template", "change_theory")
    world.keep("text_number", 1)
    item = WheelItem.objects.create(organisation=at, kind="visit", due_on=world.today, made_at=world.now)
    world.keep("wheel_id", item)
    file = IndicatorFile.objects.create(organisation=at, name="tal.csv", by=by, at=world.now)
    world.keep("indicator_file_id", file)
    course = StaffCourse.objects.create(organisation=at, title="Kursus", made_at=world.now)
    StaffCourseDay.objects.create(course=course, number=1, on=world.today)
    StaffCourseSeat.objects.create(course=course, member=by)
    world.keep("staff_course_id", course)
    group = WorkingGroup.objects.create(course=course, name="Gruppen")
    world.keep("working_group_id", group)
    task = MethodTask.objects.create(
        organisation=at, area="tools", words="Kort", owner=by, group=group, due_on=world.today, made_at=world.now
    )
    world.keep("method_task_id", task)
