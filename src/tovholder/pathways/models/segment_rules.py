"""Rules that suggest target groups, as a municipality or its secretariat has them: dated rows (S24-1)."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation


class SegmentRule(models.Model):
    """One version of a rule, from a day on. The newest that has begun holds; without one, the row of the parameters."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)  # the row of segment_rules it takes the place of, or one of its own
    segment = models.CharField(max_length=40)  # parameters: segments
    words = models.CharField(max_length=160)  # how the rule is told
    asks = models.JSONField(default=dict)  # as the attributes of segment_rules
    is_off = models.BooleanField(default=False)  # suggests nothing from that day on
    starts_on = models.DateField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_segment_rule_per_request",
            )
        ]
        indexes = [models.Index(fields=["organisation", "code", "-starts_on"], name="segment_rules_by_day")]

    def __str__(self) -> str:
        return f"{self.code} from {self.starts_on}"
