"""What the method work adds to the pages whose questions are counted: one more of each."""

from datetime import date, timedelta

from django.utils import timezone

from tests.integration.region import Region
from tovholder.learning.models import (
    GroupMeeting,
    IndicatorFigure,
    IndicatorFile,
    MethodTask,
    MethodText,
    StaffCourse,
    StaffCourseDay,
    StaffCourseSeat,
    WheelItem,
    WorkingGroup,
)

TEMPLATES = ("description", "change_theory", "indicators", "action_plan")


def grow(region: Region, number: int) -> None:
    """A text more, a task, a thing of the wheel, a figure; of the course a colleague, a day, a group and a meeting."""
    now, today, at = timezone.now(), timezone.localdate(), region.helsingor
    by = region.member("caseworker", initials=f"M{number}")
    MethodText.objects.create(
        organisation=at, template=TEMPLATES[number % 4], number=number + 1, content={}, by=by, at=now
    )
    day = date(today.year, 1, 1) + timedelta(days=number)
    WheelItem.objects.create(organisation=at, kind="visit", due_on=day, by=by, made_at=now)
    file = IndicatorFile.objects.first() or IndicatorFile.objects.create(organisation=at, name="tal", by=by, at=now)
    IndicatorFigure.objects.create(
        file=file, indicator="job_ready", area="municipality", municipality_code=f"{101 + number}", baseline=10,
        latest=20, baseline_when="2016", latest_when="2017",
    )  # fmt: skip
    told = {"organisation": at, "title": "Kursus"}
    course = StaffCourse.objects.first() or StaffCourse.objects.create(made_at=now, **told)
    held = StaffCourseDay.objects.create(course=course, number=number + 1, on=today)
    StaffCourseSeat.objects.create(course=course, member=by).days.add(held)
    group = WorkingGroup.objects.create(course=course, name=f"Gruppe {number}")
    first = WorkingGroup.objects.order_by("pk")[0]
    GroupMeeting.objects.create(group=first, on=today, words="Godt", by=by, at=now)
    for each in (group, first):
        MethodTask.objects.create(
            organisation=at, area="tools", words="Kort", owner=by, group=each, due_on=today, made_at=now
        )
