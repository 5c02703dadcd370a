"""The register of issued papers: number, version, for whom, who got it. A paper once issued never changes.

Rooms above hand in whom a paper is about, as numbers: this room lies below citizens and companies."""

from django.db import models

from tovholder.accounts.fields import EncryptedTextField
from tovholder.accounts.models import Membership, Organisation

WAYS = ("printed", "handed_over", "downloaded")


class PaperSeries(models.Model):
    """The last number an organisation has given in a year. Locked while a paper is made: none is given twice."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="one_series_a_year")]


class IssuedPaper(models.Model):
    """One version of one paper. The file lies encrypted in the home folder; `sha256` is of the PDF itself."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # that answers for it
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    kind = models.CharField(max_length=24)  # parameters: paper_kinds
    language = models.CharField(max_length=3)
    template_version = models.CharField(max_length=16)
    about = models.CharField(max_length=80)  # what it was made of, e.g. "placement:7"
    person_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    company_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    for_name = EncryptedTextField(blank=True)  # of somebody who is no citizen here, as given by hand
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    facts_key = models.CharField(max_length=64)  # keyed hash of what stands in it: the same again is no new version
    file = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64, unique=True)  # of the secret code that is printed on it
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=24, blank=True)  # parameters: paper_withdrawals
    # Whether whoever verifies the paper is shown what it says of competences: the holder's choice, and no by default.
    holder_shows = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "serial", "version"], name="one_paper_per_number_and_version"
            )
        ]
        indexes = [
            models.Index(fields=["about", "kind"], name="papers_about"),
            models.Index(fields=["organisation", "-issued_at"], name="papers_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @property
    def number(self) -> str:
        """As it stands on the paper: the year and the organisation's own count in it."""
        return f"{self.year}-{self.serial:05d}"


class PaperDelivery(models.Model):
    """Who got a paper, how and when."""

    paper = models.ForeignKey(IssuedPaper, models.CASCADE, related_name="deliveries")
    how = models.CharField(max_length=12, choices=[(way, way) for way in WAYS])
    receiver = models.CharField(max_length=16)  # parameters: paper_receivers
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Pressed twice, or fetched again the same day, is one line.
            models.UniqueConstraint(fields=["paper", "how", "receiver", "by", "on"], name="once_a_day_to_the_same")
        ]
