"""The investment account of a municipality: what was invested and saved in a year, expected and actual (S35-5)."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation


class InvestmentRow(models.Model):
    """One line of a year's account, in whole kroner. Names nobody."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)  # parameters: investment_kinds
    what = models.CharField(max_length=120)
    expected = models.BigIntegerField(null=True, blank=True)
    actual = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "kind", "what"], name="one_line_of_the_account")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.what}"
