"""How a municipality works on its method: texts, tasks, the yearly wheel, indicators, courses for staff.

About groups and about work, never about a citizen; of staff that they took part, and no score."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation, Unit

AREAS = ("municipality", "national", "project")


class MethodText(models.Model):
    """One version of a text written in a template: method description, theory of change, indicators, action plan."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    template = models.CharField(max_length=24)  # parameters: method_templates
    number = models.PositiveIntegerField()  # 1 is the first; the newest holds
    content = models.JSONField(default=dict)  # section (parameters: method_sections) to words
    why = models.CharField(max_length=200, blank=True)  # what was changed, for those who read the versions
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "template", "number"], name="one_method_text_of_a_number")
        ]


class WheelItem(models.Model):
    """One thing of the yearly wheel: due on a day, held on another, or not yet (S25-3)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24)  # parameters: wheel_kinds
    due_on = models.DateField()
    laid_for = models.DateField(null=True, blank=True)  # the day the method gave it, wherever it was moved
    held_on = models.DateField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    took_part = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)  # what came of it, or why it was moved or called off
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "due_on"], name="once_a_day_in_the_wheel"),
            models.CheckConstraint(
                condition=models.Q(held_on__isnull=True) | models.Q(called_off_at__isnull=True),
                name="held_or_called_off",
            ),
        ]


class IndicatorFile(models.Model):
    """A file of indicators that was read in: the newest is shown, the others are kept.

    Of one that was taken back no figures are left, and why is."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"], name="indicator_files_by_day")]


class IndicatorFigure(models.Model):
    """One indicator of one municipality, of the country or of the project: at the start and newest, in per cent.

    Empty is suppressed: the file says so, because few people stand behind it."""

    file = models.ForeignKey(IndicatorFile, models.CASCADE, related_name="figures")
    indicator = models.CharField(max_length=24)  # parameters: method_indicators
    area = models.CharField(max_length=12, choices=[(each, each) for each in AREAS])
    municipality_code = models.CharField(max_length=4, blank=True)
    baseline_when = models.CharField(max_length=40)
    baseline = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    latest_when = models.CharField(max_length=40)
    latest = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "indicator", "area", "municipality_code"], name="one_figure_of_a_municipality"
            )
        ]


class StaffCourse(models.Model):
    """A course for staff over several days, with working groups that follow up on it (S51-1)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_staff_course_per_form",
            )
        ]

    def __str__(self) -> str:
        return self.title


class StaffCourseDay(models.Model):
    """One day of it, with what it is about."""

    course = models.ForeignKey(StaffCourse, models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    theme = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="one_course_day_of_a_number")]


class StaffCourseSeat(models.Model):
    """A colleague who takes part, and the days they were there. Nothing is added up or compared."""

    course = models.ForeignKey(StaffCourse, models.CASCADE, related_name="seats")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    days = models.ManyToManyField(StaffCourseDay, related_name="+", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "member"], name="a_colleague_once_on_a_course")]


class WorkingGroup(models.Model):
    """A group of a department that follows up on what was learned."""

    course = models.ForeignKey(StaffCourse, models.CASCADE, related_name="groups")
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="one_working_group_of_a_name")]

    def __str__(self) -> str:
        return self.name


class GroupMeeting(models.Model):
    """A meeting of a working group: what was said about how it goes in daily work."""

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="meetings")
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class MethodTask(models.Model):
    """One thing agreed: of the action plan in one of its areas, or by a working group. Followed up until it is done."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    area = models.CharField(max_length=24)  # parameters: method_areas
    group = models.ForeignKey(WorkingGroup, models.SET_NULL, null=True, blank=True, related_name="tasks")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=12, default="agreed")  # parameters: method_task_states
    followed_on = models.DateField(null=True, blank=True)
    followed_words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_method_task_per_form",
            )
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_on"], name="method_tasks_by_day")]
