"""What somebody who moves for a job needs besides it: a home, work for the spouse, school, day care, a welcome."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, JobOrder
from tovholder.people.models import Person
from tovholder.placements.models.stays import Placement

NEED_STATES = ("noted", "referred", "accepted", "declined", "met")


class NewcomerNeed(models.Model):
    """One need, tied to an offer of work (S16-3, S19-3): of a citizen with a case, or of a newcomer without one, who
    is then known by the job and nothing else."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who answers for it
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    job = models.CharField(max_length=120, blank=True)  # without a case: "engineer, May", never a name
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")
    order = models.ForeignKey(JobOrder, models.SET_NULL, null=True, blank=True, related_name="+")  # the offer of work
    placement = models.ForeignKey(Placement, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=16)  # parameters: newcomer_needs
    words = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="noted", choices=[(s, s) for s in NEED_STATES])
    referred_to = models.CharField(max_length=120, blank=True)  # an office, a landlord, a school
    referred_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(job=""), name="a_need_is_somebodys"
            )
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="needs_of_newcomers")]
