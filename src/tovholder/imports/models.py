"""A file on its way in: its rows as they were read, what is wrong with them, and what each becomes."""

from django.db import models

from tovholder.accounts.fields import EncryptedTextField
from tovholder.accounts.models import Membership, Organisation
from tovholder.imports import transitions


class Import(models.Model):
    """One uploaded file of one organisation. The original lies encrypted in the home folder until its date."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")  # null: a command
    by_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("people", "companies", "orders")])
    file_name = models.CharField(max_length=120)  # long numbers masked: a name may hold a CPR number
    original = models.CharField(max_length=60, blank=True)  # name in the folder of originals; empty once deleted
    original_delete_on = models.DateField()
    status = models.CharField(max_length=10, default=transitions.UPLOADED, choices=[(s, s) for s in transitions.STATES])
    header = models.JSONField(default=list)
    samples = EncryptedTextField(blank=True)  # JSON: the first rows, for the page of columns
    mapping = models.JSONField(default=dict)  # place in the file -> our column
    faults = models.JSONField(default=list)  # of the file as a whole; they hold no cell's content
    last_row = models.PositiveIntegerField(default=0)  # read so far: a killed worker goes on after it
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)  # when the switch was thrown
    undo_until = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)  # when an undo took the new rows out of sight
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-created_at"], name="imports_of_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "by", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_import_per_request_of_a_member",
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportRow(models.Model):
    """One row. What it says is encrypted, its faults too: they name words of the cells."""

    file = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as in a spreadsheet
    cells = EncryptedTextField(blank=True)  # JSON list of text
    faults = EncryptedTextField(blank=True)  # JSON
    is_faulty = models.BooleanField(default=False)
    is_elsewhere = models.BooleanField(default=False)  # it names another municipality than the one it is read into
    key = models.CharField(max_length=64, blank=True)  # keyed hash of what the row is about: two alike are a fault
    # Keyed hashes of name with birth date and of the birth date, of rows with a CPR number: so that a file which tries
    # numbers on one citizen is found.
    who = models.CharField(max_length=64, blank=True)
    born = models.CharField(max_length=64, blank=True)
    match = models.CharField(max_length=8, blank=True)  # new, same, changed, choose
    target_id = models.BigIntegerField(null=True, blank=True)
    candidates = models.JSONField(default=list)  # ids, where a human must choose
    changes = models.JSONField(default=list)  # names of the facts that would change
    outcome = models.CharField(max_length=10, blank=True)  # written, applied, left_out, undone, kept
    before = EncryptedTextField(blank=True)  # JSON: what the change replaced
    target_version = models.PositiveIntegerField(null=True, blank=True)  # after the change: newer means touched since

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_row_per_number")]
        indexes = [
            models.Index(fields=["file", "is_faulty", "match", "number"], name="rows_by_match"),
            models.Index(fields=["file", "key"], name="rows_by_key"),
            models.Index(fields=["file", "outcome", "number"], name="rows_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of import {self.file_id}"


class KeptColumn(models.Model):
    """What an organisation calls a column: chosen once, guessed for ever. An empty name: not to be read."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    header = models.CharField(max_length=120)
    name = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "header"], name="one_choice_per_header")]

    def __str__(self) -> str:
        return f"{self.header} -> {self.name}"
