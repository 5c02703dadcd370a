"""Ways of working that all are to use (Allerød): described, told again when changed, and who says they use them."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation


class WorkMethod(models.Model):
    """A method or a description of how we work. About nobody."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    words = models.TextField()
    number = models.PositiveSmallIntegerField(default=1)  # goes up with each change; an answer is to one number
    changed_on = models.DateField()
    review_on = models.DateField()
    shared = models.BooleanField(default=False)  # with the municipalities one works together with
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_work_method_per_request",
            )
        ]

    def __str__(self) -> str:
        return self.title


class MethodUse(models.Model):
    """What a colleague says of the own work with it. Told by nobody else, and never a number."""

    method = models.ForeignKey(WorkMethod, models.CASCADE, related_name="uses")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()  # of the method, when it was answered
    answer = models.CharField(max_length=16)  # parameters: method_answers
    on = models.DateField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["method", "member"], name="one_answer_of_a_colleague")]
