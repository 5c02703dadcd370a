"""The citizen: who it is, what the person can and wants, when and where. Health and background stand apart."""

from django.db import models

from tovholder.accounts.fields import EncryptedTextField
from tovholder.accounts.models import Membership, Organisation, Unit, User


class Person(models.Model):
    """One citizen at one controller (municipality). Keyed by our own id; CPR is a changeable attribute."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    login = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    cpr = EncryptedTextField(blank=True)
    cpr_lookup = models.CharField(max_length=64, null=True, blank=True)  # null: many may have no number yet
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=120, db_index=True)
    # What companies may call the citizen, as the citizen has said. Empty for everybody until somebody writes it: with a
    # name from the register for some and a label for others, a company would see who is protected.
    called = models.CharField(max_length=80, blank=True)
    born_on = models.DateField(null=True, blank=True)
    protected = models.BooleanField(default=False)  # navne- og adressebeskyttelse
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)

    residence_from = models.DateField(null=True, blank=True)
    takeover_on = models.DateField(null=True, blank=True)
    residence_group = models.CharField(max_length=32, blank=True)  # parameters: target groups
    programme = models.CharField(max_length=32, blank=True)
    benefit = models.CharField(max_length=32, blank=True)
    visitation = models.CharField(max_length=32, blank=True)
    visited_on = models.DateField(null=True, blank=True)

    literacy = models.CharField(max_length=16, blank=True)  # none, latin_beginner, own_script, latin
    needs_interpreter = models.BooleanField(null=True, blank=True)
    interpreter_language = models.CharField(max_length=16, blank=True)
    danish_track = models.PositiveSmallIntegerField(null=True, blank=True)  # 1, 2, 3
    danish_module = models.PositiveSmallIntegerField(null=True, blank=True)  # 0..6: modules passed
    danish_test = models.CharField(max_length=16, blank=True)  # highest test passed, parameters: danish_tests

    zone = models.CharField(max_length=4, blank=True)  # postcode; always empty for protected people
    travel_means = models.CharField(max_length=12, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # one way, at most
    available_from = models.DateField(null=True, blank=True)
    available_until = models.DateField(null=True, blank=True)
    hours_min = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    hours_max = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    # Has somebody asked? An empty list means "none" only when the question was put.
    licences_known = models.BooleanField(default=False)
    considerations_known = models.BooleanField(default=False)

    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=32, blank=True)
    # An import shows all its rows by one switch: until then they carry its number here and nobody sees them.
    pending_import = models.BigIntegerField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)  # one form sent twice opens one case
    touched_at = models.DateTimeField(db_index=True)  # what matching reads has changed
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "cpr_lookup"], name="one_case_per_cpr_and_controller"),
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_case_per_request",
            ),
            models.CheckConstraint(
                condition=models.Q(protected=False) | models.Q(zone=""), name="protected_people_have_no_open_zone"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "closed_on", "name_key"], name="people_of_organisation"),
            models.Index(fields=["organisation", "closed_on", "given_name", "family_name"], name="people_by_name"),
            models.Index(fields=["contact", "closed_on"], name="people_of_contact"),
            models.Index(fields=["organisation", "takeover_on"], name="people_by_takeover"),
            # All that boards and worklists count open cases by: read from the index alone, not from the wide rows.
            models.Index(
                fields=[
                    "organisation",
                    "closed_on",
                    "pending_import",
                    "contact",
                    "unit",
                    "takeover_on",
                    "created_at",
                    "visited_on",
                    "id",  # PostgreSQL reads the row for its id where the index does not hold it
                ],
                name="open_cases_to_count",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"  # never a name: this text ends up in logs


class Address(models.Model):
    """Where somebody lives. Apart from the person, so that no list, search or export can carry it by accident."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="address")
    street = EncryptedTextField(blank=True)
    postcode = EncryptedTextField(blank=True)
    city = EncryptedTextField(blank=True)


class Background(models.Model):
    """Group attributes: for interpreters, statistics by those with that right, and nothing else. Never in matching."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="background")
    gender = models.CharField(max_length=1, blank=True)
    citizenship = models.CharField(max_length=2, blank=True)
    origin_country = models.CharField(max_length=2, blank=True)
    mother_tongue = models.CharField(max_length=16, blank=True)


class Competence(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="competences")
    skill = models.CharField(max_length=80)  # vocabulary code
    level = models.PositiveSmallIntegerField(default=2)  # 1 some, 2 good, 3 expert
    evidence = models.CharField(max_length=24, default="told")  # told, document, observed, competence_card, test
    noted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "skill"], name="one_row_per_competence")]


class Education(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="educations")
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=24, blank=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    ended_year = models.PositiveSmallIntegerField(null=True, blank=True)


class Experience(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="experiences")
    occupation = models.CharField(max_length=80, blank=True)  # vocabulary code
    title = models.CharField(max_length=120)
    months = models.PositiveSmallIntegerField()
    before_denmark = models.BooleanField(default=True)
    employer_cvr = models.CharField(max_length=8, blank=True)  # only for work in Denmark: previous employment rules
    ended_on = models.DateField(null=True, blank=True)


class LanguageSkill(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=16)
    spoken = models.PositiveSmallIntegerField(default=2)  # 1 some, 2 good, 3 fluent
    written = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "language"], name="one_row_per_language")]


class Wish(models.Model):
    """Industries and occupations the person wants, best first."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="wishes")
    industry = models.CharField(max_length=40, blank=True)
    occupation = models.CharField(max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)


class Consideration(models.Model):
    """What a workplace must take into account, in words fit for a colleague. The reason behind it is not here."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="considerations")
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="one_row_per_consideration")]


class Licence(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="licences")
    code = models.CharField(max_length=40)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="one_row_per_licence")]


class FamilyLink(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="family")
    relative = models.ForeignKey(Person, models.CASCADE, related_name="+")
    relation = models.CharField(max_length=16, choices=[(r, r) for r in ("spouse", "child", "parent", "sibling")])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "relative"], name="one_link_per_pair"),
            models.CheckConstraint(condition=~models.Q(person=models.F("relative")), name="nobody_is_own_relative"),
        ]


class Segment(models.Model):
    """Allerød's target groups: overlapping, with a reason, 'unknown' allowed (S24)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="segments")
    code = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)
    since = models.DateField()


class PoolSharing(models.Model):
    """That a person is shown in a regional pool: for which purpose, on what basis, what the citizen was told."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sharings")
    purpose = models.CharField(max_length=40)
    legal_basis = models.CharField(max_length=60)  # parameters: legal_bases
    controller = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    told = models.TextField()  # what the citizen was told, in which language
    told_on = models.DateField()
    objected_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "ends_before"], name="sharing_in_force")]


class LegalHold(models.Model):
    """That a case must not be deleted yet, whatever its period: a complaint, a court case. Somebody named says so."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=32)  # parameters: hold_reasons
    set_on = models.DateField()
    set_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    ends_before = models.DateField()  # a hold without an end would be forgotten
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(lifted_on__isnull=True), name="one_standing_hold_per_case"
            )
        ]
        indexes = [models.Index(fields=["ends_before"], name="holds_in_force")]


class Access(models.Model):
    """Somebody outside the controller's case staff may see this person, for a purpose, in a period, some fields."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="accesses")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=40)
    fields = models.CharField(max_length=20)  # profile, contact, placement, learning
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40)  # what opened it, e.g. "proposal:7"; closed by the same

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "source"], name="one_access_per_source")
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="access_of_organisation")]
