"""What makes a stay a step on a ladder: who told of the hours, tasks and how well they are mastered, talks about pay,
the draft of an education plan, and whether somebody is still in the job."""

from django.db import models
from django.db.models import Q

from tovholder.accounts.models import Membership
from tovholder.placements.models.stays import FollowUp, HoursPeriod, Placement

TOLD_BY = ("municipality", "company", "citizen")
_PARTIES = [(party, party) for party in TOLD_BY]


class HoursReport(models.Model):
    """Who told of hours that were worked. Without one a member wrote them as a step from a day on."""

    hours = models.OneToOneField(HoursPeriod, models.CASCADE, related_name="report")
    party = models.CharField(max_length=12, choices=_PARTIES)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    absent_days = models.PositiveSmallIntegerField(null=True, blank=True)  # days away in it; why is never written here

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(absent_days__isnull=True) | Q(absent_days__lte=366), name="days_away_are_days"
            )
        ]


class CitizenWeek(models.Model):
    """Hours and days away as the citizen tells them, beside what company and municipality tell. Nothing is overwritten:
    told again, a week has one more row, and the newest stands."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="citizen_weeks")
    starts_on = models.DateField()
    ends_before = models.DateField()
    unpaid = models.DecimalField(max_digits=4, decimal_places=1)  # a week
    paid = models.DecimalField(max_digits=4, decimal_places=1)
    absent_days = models.PositiveSmallIntegerField()  # why is never written here
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unpaid__gte=0) & Q(paid__gte=0) & Q(absent_days__lte=7), name="a_citizens_week_is_a_week"
            ),
            models.CheckConstraint(
                condition=Q(ends_before__gt=models.F("starts_on")), name="a_citizens_week_ends_after_it_starts"
            ),
        ]


class Task(models.Model):
    """One task of a stay, in the vocabulary's words or free ones, with the hours a week that it takes."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="task_list")
    skill = models.CharField(max_length=40, blank=True)  # vocabulary code
    words = models.CharField(max_length=120)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # a week; unknown until asked
    paid_from = models.DateField(null=True, blank=True)  # agreed as paid from this day on; a day to come is a plan
    added_at = models.DateTimeField()
    dropped_on = models.DateField(null=True, blank=True)  # no longer a task of the stay; what was seen of it is kept

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours__isnull=True) | Q(hours__gt=0), name="a_task_takes_hours"),
            models.UniqueConstraint(fields=["placement", "words"], name="a_task_once_in_a_stay"),
        ]


class TaskLevel(models.Model):
    """How well a task was mastered on a day, as somebody saw it. Never overwritten: the next one comes after it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="levels")
    level = models.CharField(max_length=16)  # parameters: task_levels
    seen_on = models.DateField()
    party = models.CharField(max_length=12, choices=_PARTIES)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class PaidTalk(models.Model):
    """A talk with the company about paid hours, and what it answered."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="paid_talks")
    follow_up = models.ForeignKey(FollowUp, models.SET_NULL, null=True, blank=True, related_name="+")
    held_on = models.DateField()
    answer = models.CharField(max_length=16)  # parameters: paid_talk_answers
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class EducationDraft(models.Model):
    """What is thought of for the education plan of an IGU, before the agreement is signed."""

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="education_draft")
    school = models.TextField(blank=True)
    practice_goals = models.TextField(blank=True)
    danish_in_practice = models.TextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class JobCheck(models.Model):
    """Is the person still in the job, so many months after it began? One answer for each check."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="job_checks")
    months = models.PositiveSmallIntegerField()  # parameters: job_check
    asked_on = models.DateField()
    answer = models.CharField(max_length=16)  # parameters: job_check_answers
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    reason = models.CharField(max_length=24, blank=True)  # parameters: job_left_reasons
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "months"], name="one_answer_per_job_check"),
            models.CheckConstraint(condition=Q(hours__isnull=True) | Q(hours__gte=0), name="job_hours_not_negative"),
        ]
