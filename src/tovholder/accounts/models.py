"""Users, the organisations they act for, and the two logs: what was written and what was read."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from tovholder.accounts.roles import OrganisationKind, Role


def _choices(kinds: type[OrganisationKind] | type[Role]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value.replace("_", " ")) for kind in kinds]


class Organisation(models.Model):
    """A legal or working body. A municipality is the data controller of its cases."""

    kind = models.CharField(max_length=24, choices=_choices(OrganisationKind))
    name = models.CharField(max_length=120)
    municipality_code = models.CharField(max_length=4, blank=True)
    # May citizens see the names of its staff who read their case? Each organisation decides for its own.
    shows_reader_names = models.BooleanField(default=False)
    phone = models.CharField(max_length=20, blank=True)  # where citizens call

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_code"],
                condition=models.Q(kind=OrganisationKind.MUNICIPALITY),
                name="one_organisation_per_municipality",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an organisation: employment, business or education in a municipality."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    name = models.CharField(max_length=80)
    field = models.CharField(max_length=16, choices=[(f, f) for f in ("employment", "business", "education")])

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """Organisations that recruit together under one set of principles (S01, S05)."""

    name = models.CharField(max_length=120)
    organisations = models.ManyToManyField(Organisation, through="PartnershipMember", related_name="partnerships")

    def __str__(self) -> str:
        return self.name


class OwnPeriod(models.Model):
    """How long a data controller itself keeps something, from a day on. Without one the period of the product holds."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    period = models.CharField(max_length=40)  # parameters: retention
    days = models.PositiveIntegerField()
    starts_on = models.DateField()
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey("Membership", models.SET_NULL, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["period", "starts_on"], name="own_periods_by_day")]

    def __str__(self) -> str:
        return f"{self.period} of organisation {self.organisation_id}"


class PartnershipMember(models.Model):
    """That an organisation takes part in a partnership, from a day to another. Without a day: always, or for good."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_before = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)  # lists older than this are made again

    class Meta:
        db_table = "accounts_partnership_organisations"
        unique_together = [("partnership", "organisation")]  # as Django made it when the table had no days
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_before__gte=models.F("starts_on")),
                name="a_partner_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"partner {self.organisation_id} of partnership {self.partnership_id}"


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


NOT_AN_ADDRESS = "invited.invalid"  # where the row of an invitation has its own, while somebody else has the real one


class User(AbstractBaseUser):
    """Somebody who can sign in. A user has no rights; a membership has."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_persona = models.BooleanField(default=False)  # made by the simulator, may be entered from the persona page
    language = models.CharField(max_length=8, default="da")
    # The invited address, where that is somebody's sign-in already: this row only holds the invitation, until that one
    # says yes to it. It looks like any other new member, so that whoever invited learns nothing of the address.
    stands_for = models.EmailField(blank=True)

    recoveries_begun = models.PositiveIntegerField(default=0)  # each ends the links made before it

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Users()

    # Django asks users for rights in places we do not use; the answer is always no.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False

    def get_full_name(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The e-mail address to show."""
        return self.stands_for or self.email


class Membership(models.Model):
    """A user acting for one organisation in one role. All rights hang here."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=24, choices=_choices(Role))
    # organisation: all cases of the organisation; caseload: only those where this member is the named contact.
    scope = models.CharField(
        max_length=12, default="organisation", choices=[(s, s) for s in ("organisation", "caseload")]
    )
    initials = models.CharField(max_length=4, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # at work: citizens and companies read it beside the name
    colour = models.PositiveSmallIntegerField(default=0)  # one of twelve colours on boards, always with initials
    active = models.BooleanField(default=True)
    # Facts of health are locked: nobody else reads or writes them, whatever the role (accounts/health_right.py).
    reads_health = models.BooleanField(default=False)
    # Since when, and let in by whom; anew when a closed membership is opened again. Unknown for the oldest.
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    # The facts that periods of retention are counted from; empty where nothing of the kind has happened.
    invited_on = models.DateField(null=True, blank=True)  # when the newest one-time link was made
    left_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(
        null=True, blank=True
    )  # the invited one said no, so the administrator did not close it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="one_membership_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user.name}, {self.organisation.name}"

    @property
    def to_call(self) -> str:
        """Who, where, and on which number if there is one: for citizens and companies. The house, once one has left."""
        if not self.active:
            return f"{self.organisation.name}, {self.organisation.phone}".removesuffix(", ")
        return f"{self}, {self.phone}" if self.phone else str(self)


class Installation(models.Model):
    """One row that says what this database is. A demo database is marked as one, for ever."""

    kind = models.CharField(max_length=8, choices=[("demo", "demo"), ("live", "live")])
    made_at = models.DateTimeField()
    facts = models.JSONField(default=dict)  # seed, number of people, version of the generator

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="only_one_installation")]


class AuditEntry(models.Model):
    """One write: who, for whom, what, with which decision. Written in the transaction it belongs to."""

    at = models.DateTimeField(db_index=True)
    membership_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120)
    role = models.CharField(max_length=24)
    action = models.CharField(max_length=60)
    person_id = models.BigIntegerField(null=True)
    target = models.CharField(max_length=80, blank=True)  # e.g. "placement:12"
    purpose = models.CharField(max_length=40)
    allowed = models.BooleanField(default=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="audit_by_person"),
            models.Index(fields=["action", "-at"], name="audit_by_action"),
        ]


class ReadEvent(models.Model):
    """One request (or batch run) that showed personal data, or tried to and was refused."""

    at = models.DateTimeField(db_index=True)
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    organisation_name = models.CharField(max_length=120)
    actor_name = models.CharField(max_length=120)
    role = models.CharField(max_length=24)
    purpose = models.CharField(max_length=40)
    route = models.CharField(max_length=80)
    allowed = models.BooleanField(default=True)


class ReadSubject(models.Model):
    """One person shown in one event. Ids only: the log must not become a second register."""

    event = models.ForeignKey(ReadEvent, models.CASCADE, related_name="subjects")
    person_id = models.BigIntegerField()  # below nought: the number of a handover that is nobody's case yet
    fields = models.CharField(max_length=20)  # list, case, proposal, health ...: how much was shown

    class Meta:
        indexes = [models.Index(fields=["person_id", "event"], name="reads_of_person")]


class PersonalLink(models.Model):
    """A link that lets one person without a sign-in do one thing: sign a statement, answer a survey.

    Only a hash of its token is kept. What the thing is, the room that made the link says in `purpose` and `target`."""

    purpose = models.CharField(max_length=40)  # e.g. "statement", "survey"
    target = models.CharField(max_length=80)  # e.g. "survey:3:company:12"
    token_hash = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")  # on whose behalf it was made
    name = models.CharField(max_length=120)  # of whoever it was made for, as told
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # the first time
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "target"], name="links_by_target")]


class SignInCount(models.Model):
    """Wrong sign-ins from one place, and codes that were used, for all web processes. Written by Django's cache.

    The columns are those its database cache asks for. An e-mail stands in the key as a hash, a place as its address."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sign_in_counts"
