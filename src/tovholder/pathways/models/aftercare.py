"""After a job, an IGU, wage subsidy or education began (S34), and around a leave (S37): facts, and help."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class ToldFact(models.Model):
    """A fact somebody told that may cost a job: another income, child care gone. A fact with a day, never a risk."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)  # parameters: aftercare_facts
    told_on = models.DateField()
    told_by = models.CharField(max_length=16)  # parameters: aftercare_tellers
    words = models.TextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"], condition=~models.Q(request_key=""), name="one_told_fact_per_request"
            )
        ]
        indexes = [models.Index(fields=["organisation", "told_on"], name="told_facts_of_organisation")]


class AftercareStep(models.Model):
    """What somebody does about it: evening guidance, a mentor, a talk, the final one, or nothing and why."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(max_length=40, blank=True)  # the fact it answers: "incident:3", "stay:7", "told:2" ...
    kind = models.CharField(max_length=24)  # parameters: aftercare_steps
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    words = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=24, blank=True)  # parameters: aftercare_outcomes
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source"], condition=~models.Q(source=""), name="one_step_answers_a_fact"
            ),
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True, outcome="")
                | models.Q(done_on__isnull=False) & ~models.Q(outcome=""),
                name="a_done_step_has_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "done_on", "due_on"], name="aftercare_steps_due")]


class GuidanceVisit(models.Model):
    """Somebody came to the evening guidance (God Start): about what, and what came of it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    visited_on = models.DateField()
    topics = models.JSONField()  # parameters: guidance_topics
    outcome = models.CharField(max_length=24)  # parameters: guidance_outcomes
    words = models.TextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_guidance_visit_per_request",
            )
        ]
        indexes = [models.Index(fields=["organisation", "-visited_on"], name="guidance_visits")]


class LeaveGroup(models.Model):
    """A group around a leave (Kolding): open, each week, two hours of which the first half is Danish."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    weekday = models.PositiveSmallIntegerField()
    begins_at = models.TimeField()
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    leader = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_leave_group_per_request",
            )
        ]


class LeaveGroupMember(models.Model):
    """Somebody in the group: from any week on, before the leave, in it or just after, and what comes next."""

    group = models.ForeignKey(LeaveGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    joined_on = models.DateField()
    leave_from = models.DateField(null=True, blank=True)
    returns_on = models.DateField(null=True, blank=True)
    goal = models.TextField(blank=True)
    daycare = models.JSONField(default=list)  # parameters: daycare_steps that are done
    next_step = models.CharField(max_length=24, blank=True)  # parameters: leave_next_steps
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(left_on__isnull=True), name="once_in_a_leave_group"
            ),
            models.CheckConstraint(
                condition=models.Q(leave_from__isnull=True)
                | models.Q(returns_on__isnull=True)
                | models.Q(returns_on__gt=models.F("leave_from")),
                name="a_leave_ends_after_it_starts",
            ),
        ]


class LeaveGroupVisit(models.Model):
    """That somebody came on a day."""

    member = models.ForeignKey(LeaveGroupMember, models.CASCADE, related_name="visits")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "on"], name="one_visit_a_day_to_a_leave_group")]


class Companion(models.Model):
    """A mentor goes along to a visit: when, and where the two meet. To whom they go, and why, is not told here."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    meet_at = models.CharField(max_length=120)
    cancelled_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "mentor", "at"],
                condition=models.Q(cancelled_on__isnull=True),
                name="a_mentor_goes_along_once",
            )
        ]
        indexes = [models.Index(fields=["mentor", "at"], name="where_a_mentor_goes_along")]
