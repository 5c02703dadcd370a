"""Three municipalities, two of them partners, with one of every kind of thing that has a page of its own."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.architecture import (
    leak_alignment,
    leak_attendance,
    leak_campaigns,
    leak_desk,
    leak_health,
    leak_inbox,
    leak_meetings,
    leak_method,
    leak_own,
    leak_pacts,
    leak_plans,
    leak_progress,
    leak_reception,
    leak_support,
    leak_together,
)  # fmt: skip
from tests.architecture import leak_secrets as secret
from tests.architecture.leak_secrets import Secrets
from tovholder.accounts import actors, audit, installation
from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership, Organisation, Partnership, Unit, User
from tovholder.accounts.roles import ROLES_OF_KIND, OrganisationKind
from tovholder.base.decision import Decision, as_json
from tovholder.companies import asking_queries
from tovholder.companies.models import Company, CompanyContact, Headcount, JobOrder, OrderSkill, ProductionUnit
from tovholder.imports import services as imports
from tovholder.pathways.models import Contact, StatusSpell
from tovholder.people import queries as people
from tovholder.people.models import (
    Access,
    Address,
    Background,
    Competence,
    Consideration,
    Education,
    Experience,
    FamilyLink,
    Person,
    PoolSharing,
    Wish,
)  # fmt: skip
from tovholder.placements.models import (
    FollowUp,
    HoursPeriod,
    Placement,
    PlacementEvent,
    StatementAsk,
)  # fmt: skip
from tovholder.placements.services import papers
from tovholder.proposals import queries as proposals
from tovholder.proposals import runs
from tovholder.proposals.models import ENDED, STATUSES, Proposal, ProposalEvent

HOMES = {"helsingor": "0217", "fredensborg": "0210", "odense": "0461"}  # Odense recruits with none of the others
TRAITS = ("quiet", "shared", "accepted", "placed", "protected", "pending", "closed")
PENDING_IMPORT = 990_000_001
_MUNICIPALITY = OrganisationKind.MUNICIPALITY


# Whose ids the daily run puts into addresses; the full run takes everybody's.
DAILY_PEOPLE = (
    "helsingor/quiet", "helsingor/shared", "helsingor/accepted", "helsingor/placed", "helsingor/protected",
    "helsingor/pending", "helsingor/closed", "fredensborg/quiet", "fredensborg/accepted", "fredensborg/protected",
    "odense/shared",
)  # fmt: skip
# Of these, whom those are asked about every day who see what another sees already, and everybody who sends.
FEWER_PEOPLE = (
    "helsingor/quiet", "helsingor/accepted", "helsingor/protected", "helsingor/pending", "fredensborg/accepted",
    "fredensborg/protected",
)  # fmt: skip
# Those the daily run walks as; the full run walks as everybody. All roles, and all that is special about anybody.
DAILY = (
    "nobody", "helsingor/caseworker", "helsingor/benefits_officer", "helsingor/steering_member",
    "helsingor/administrator", "helsingor/own cases only", "two/fredensborg",
    "company/company_contact", "company/mentor", "volunteers/mentor",
    "language_centre/language_adviser", "vocational_school/school_consultant", "secretariat/coordinator",
    "union/steering_member", "helsingor/accepted as citizen", "helsingor/protected as citizen",
)  # fmt: skip


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks. `home` is the municipality or the body acted for, `kind` what sort of body that is."""

    name: str
    role: str
    kind: str
    home: str
    membership: Membership | None
    note: str = ""


@dataclass
class Somebody:
    """One invented person: where, what is special, and the words that may not get out."""

    home: str
    trait: str
    secrets: Secrets
    row: Person

    @property
    def key(self) -> str:
        return f"{self.home}/{self.trait}"


@dataclass
class World:
    """All of it. `things` maps a kind of id (as routes name it) to (id, the person it is about or None)."""

    today: date
    now: datetime
    homes: dict[str, Organisation] = field(default_factory=dict)
    somebodies: list[Somebody] = field(default_factory=list)
    viewers: list[Viewer] = field(default_factory=list)
    things: dict[str, list[tuple[Any, Somebody | None]]] = field(default_factory=dict)

    def person(self, key: str) -> Somebody:
        return next(one for one in self.somebodies if one.key == key)

    def viewer(self, name: str) -> Viewer:
        return next(one for one in self.viewers if one.name == name)

    def keep(self, kind: str, row: Any, about: Somebody | None = None) -> Any:
        self.things.setdefault(kind, []).append((getattr(row, "pk", row), about))
        return row


def viewer_names() -> list[str]:
    """Everybody the walk can ask as, before the region is made."""
    names = [
        "nobody",
        *(f"{home}/{role}" for home in HOMES for role in sorted(ROLES_OF_KIND[_MUNICIPALITY] - {"citizen"})),
    ]
    names += [
        f"{kind}/{role}" for kind, roles in ROLES_OF_KIND.items() for role in sorted(roles) if kind != _MUNICIPALITY
    ]
    names += ["helsingor/own cases only", "helsingor/other unit", "helsingor/reads health"]
    names += ["two/helsingor", "two/fredensborg"]
    return names + [f"{key} as citizen" for key in CITIZENS]


def make() -> World:
    now = timezone.now()
    world = World(timezone.localdate(now), now)
    installation.begin_demo(now=now, facts={})
    installation.finish_demo(facts={})
    for name, code in HOMES.items():
        world.homes[name] = Organisation.objects.create(kind="municipality", name=f"{name} K", municipality_code=code)
    bodies = _bodies()
    nord = Partnership.objects.create(name="Nord")
    nord.organisations.set([world.homes["helsingor"], world.homes["fredensborg"], *bodies.values()])
    nord.organisations.remove(bodies["company"], bodies["volunteers"])
    _members(world, bodies)
    firm = _firm(world, bodies)
    for number, (home, trait) in enumerate((home, trait) for home in HOMES for trait in TRAITS):
        world.somebodies.append(_somebody(world, home, trait, Secrets(number)))
    _family(world)
    orders = {home: _order(world, home, firm) for home in HOMES}
    for home in HOMES:
        _statement(world, home, firm)
    runs.nightly(now=now)
    for one in world.somebodies:
        _history(world, one, orders, firm)
        leak_attendance.of_somebody(world, one, bodies["language_centre"])
    leak_own.make(world, bodies["language_centre"])
    leak_inbox.make(world)
    _logins(world)
    _openings(world)
    leak_progress.make(world)
    for home in ("helsingor", "fredensborg"):
        _import(world, home)
        leak_together.make(world, home)
        leak_desk.make(world, home)
        leak_method.make(world, home)
        leak_plans.make(world, home)
        leak_campaigns.make(world, home, orders[home])
        leak_pacts.keep(world, home)
        leak_health.make(world, home)
        leak_support.make(world, home)
        leak_alignment.group(world, home, firm)
        leak_reception.make(world, home, bodies["asylum_centre"])
    return world


def _bodies() -> dict[str, Organisation]:
    kinds = [kind for kind in OrganisationKind if kind is not OrganisationKind.MUNICIPALITY]
    return {str(kind): Organisation.objects.create(kind=kind, name=f"Huset {kind}") for kind in kinds}


def _member(world: World, name: str, role: str, at: Organisation, home: str, *, note: str = "", **more: Any) -> Viewer:
    user = more.pop("user", None) or User.objects.create_user(
        f"{name.replace('/', '.')}@staff.example".lower(), name=f"Navn {name}", is_persona=True
    )
    row = Membership.objects.create(user=user, organisation=at, role=role, initials="AB", **more)
    viewer = Viewer(name, role, at.kind, home, row, note)
    world.viewers.append(viewer)
    if name in ("helsingor/caseworker", "helsingor/administrator", "fredensborg/caseworker"):
        world.keep("membership_id", row)
    return viewer


def _members(world: World, bodies: dict[str, Organisation]) -> None:
    """Every role at every kind of body that may hold it, and those with something special about them."""
    world.viewers.append(Viewer("nobody", "", "", "", None))
    units = {
        home: {
            field: world.keep("part_id", Unit.objects.create(organisation=at, name=field, field=field))
            for field in ("employment", "business")
        }
        for home, at in world.homes.items()
    }
    for home, at in world.homes.items():
        for role in sorted(ROLES_OF_KIND[OrganisationKind.MUNICIPALITY] - {"citizen"}):
            _member(world, f"{home}/{role}", role, at, home, unit=units[home]["employment"])
    for kind, at in bodies.items():
        for role in sorted(ROLES_OF_KIND[OrganisationKind(kind)]):
            _member(world, f"{kind}/{role}", role, at, kind)
    helsingor, unit = world.homes["helsingor"], units["helsingor"]
    _member(
        world,
        "helsingor/own cases only",
        "caseworker",
        helsingor,
        "helsingor",
        scope="caseload",
        note="caseload",
        unit=units["helsingor"]["employment"],
    )
    _member(world, "helsingor/other unit", "company_consultant", helsingor, "helsingor", unit=unit["business"])
    _member(
        world, "helsingor/reads health", "caseworker", helsingor, "helsingor", unit=units["helsingor"]["employment"],
        reads_health=True,
    )  # fmt: skip
    both = _member(world, "two/helsingor", "caseworker", helsingor, "helsingor").membership
    assert both is not None
    _member(world, "two/fredensborg", "company_consultant", world.homes["fredensborg"], "fredensborg", user=both.user)


def _firm(world: World, bodies: dict[str, Organisation]) -> ProductionUnit:
    company = Company.objects.create(
        cvr="10000009", name="Strandhotellet", industry="cleaning", created_at=world.now,
        organisation=bodies["company"], consultant=world.viewer("helsingor/company_consultant").membership,
    )  # fmt: skip
    unit = ProductionUnit.objects.create(
        company=company, p_number="1000000001", name="Strandhotellet", postcode="3000", municipality_code="0217"
    )
    for months in range(1, 14):
        month = (world.today.replace(day=1) - timedelta(days=30 * months)).replace(day=1)
        Headcount.objects.get_or_create(unit=unit, month=month, defaults={"fte": 40, "stated_on": world.today})
    contact = CompanyContact.objects.create(company=company, name="Chefen", phone="70101010", primary=True)
    other = Company.objects.create(cvr="10000017", name="Nabohotellet", created_at=world.now)
    hidden = Company.objects.create(
        cvr="10000025", name="Skjultogco", created_at=world.now, pending_import=PENDING_IMPORT
    )
    for row in (company, other, hidden):
        world.keep("company_id", row)
    world.keep("unit_id", unit)
    world.keep("contact_id", contact)
    return unit


def _order(world: World, home: str, unit: ProductionUnit) -> JobOrder:
    owner = world.viewer(f"{home}/company_consultant").membership
    told: dict[str, Any] = {
        "unit": unit, "taken_by": world.homes[home], "owner": owner, "occupation": "cleaner", "industry": "cleaning",
        "kinds": ["work_placement"], "fresh_until": world.today + timedelta(days=30), "danish_level": 30,
        "received_at": world.now, "confirmed_at": world.now, "touched_at": world.now, "hours_min": 25, "hours_max": 37,
        "start_earliest": world.today + timedelta(days=20), "start_latest": world.today + timedelta(days=60),
        "places": 3,
    }  # fmt: skip
    order = world.keep("order_id", JobOrder.objects.create(title=f"Rent hotel {home}", status="open", **told))
    OrderSkill.objects.create(order=order, skill="office_cleaning", required=True)
    for status in ("draft", "filled", "withdrawn"):
        row = world.keep("order_id", JobOrder.objects.create(title=f"{status} {home}", status=status, **told))
        if status == "filled":
            _changed_often(row)
    world.keep(
        "order_id", JobOrder.objects.create(title="Skjultordre", status="open", pending_import=PENDING_IMPORT, **told)
    )
    return order


def _statement(world: World, home: str, unit: ProductionUnit) -> None:
    """Somebody is asked to state the conditions of a stay that names nobody."""
    ask = StatementAsk.objects.create(
        unit=unit, organisation=world.homes[home], kind="work_placement", starts_on=world.today,
        ends_before=world.today + timedelta(days=30), hours=37, asked_at=world.now,
        shown=as_json(Decision.unknown("places.headcount_unknown", ours=0, months=4)),
    )  # fmt: skip
    world.keep("ask_id", ask)


def _changed_often(order: JobOrder) -> None:
    """Enough changes for the secretariat to read of them; not of the open order, whose list is to be walked."""
    most = asking_queries.usual(timezone.now()).whole("changes")
    for number in range(most + 1):
        facts: dict[str, object] = {"asks": f"work_placement:{number}", "place": "", "changed": True}
        audit.record(actor=actors.system("leaks"), action=asking_queries.ASKS, target=f"order:{order.pk}", facts=facts)


def _somebody(world: World, home: str, trait: str, secrets: Secrets) -> Somebody:
    contact = world.viewer(f"{home}/caseworker").membership
    if (home, trait) == ("helsingor", "shared"):
        contact = world.viewer("helsingor/own cases only").membership
    protected = trait == "protected"
    row = Person.objects.create(
        organisation=world.homes[home], unit=contact.unit if contact else None, contact=contact,
        cpr=secrets.cpr, cpr_lookup=people.cpr_lookup(secrets.cpr),
        given_name=secrets.given_name, family_name=secrets.family_name,
        name_key=people.name_key(secrets.given_name, secrets.family_name), born_on=secrets.born_on, protected=protected,
        phone=secrets.phone, email=secrets.email, residence_from=date(2021, 3, 1), residence_group="refugee",
        takeover_on=world.today - timedelta(days=200), benefit="cash_benefit_basic", danish_track=2, danish_module=4,
        zone="" if protected else "3000", travel_means="transit", travel_minutes=60, hours_min=15, hours_max=37,
        available_from=date(2026, 1, 1), licences_known=True, considerations_known=True,
        closed_on=world.today - timedelta(days=9) if trait == "closed" else None,
        closed_reason="ordinary_job" if trait == "closed" else "",
        pending_import=PENDING_IMPORT if trait == "pending" else None,
        created_at=world.now - timedelta(days=200), touched_at=world.now,
    )  # fmt: skip
    Address.objects.create(person=row, street=secrets.street, postcode=secrets.postcode, city=secrets.city)
    Background.objects.create(person=row, gender="f", citizenship="SY", origin_country="SY", mother_tongue="ar")
    Competence.objects.create(person=row, skill="office_cleaning", level=2, noted_on=world.today)
    Wish.objects.create(person=row, industry="cleaning", rank=1)
    Education.objects.create(person=row, title=secrets.words(secret.PROFILE), years=3)
    Experience.objects.create(person=row, title=secrets.words(secret.PROFILE), occupation="cleaner", months=24)
    Consideration.objects.create(person=row, code="no_dust")
    if trait in ("shared", "accepted", "placed"):
        _share(world, row)
    one = Somebody(home, trait, secrets, row)
    world.keep("person_id", row, one)
    return one


def _share(world: World, row: Person) -> None:
    PoolSharing.objects.create(
        person=row, purpose="job_matching", legal_basis="gdpr_6_1_e", controller=row.organisation, told="Mundtligt",
        told_on=world.today, starts_on=world.today - timedelta(days=5), ends_before=world.today + timedelta(days=300),
    )  # fmt: skip


def _family(world: World) -> None:
    """A spouse with a protected address: named on the case page, and not a way round the protection."""
    for home in HOMES:
        one, other = world.person(f"{home}/accepted").row, world.person(f"{home}/protected").row
        FamilyLink.objects.create(person=one, relative=other, relation="spouse")
        FamilyLink.objects.create(person=other, relative=one, relation="spouse")


def _history(world: World, one: Somebody, orders: dict[str, JobOrder], unit: ProductionUnit) -> None:
    by = world.viewer(f"{one.home}/caseworker").membership
    Contact.objects.create(
        person=one.row, organisation=one.row.organisation, kind="talk", at=world.now - timedelta(days=40), by=by,
        words=one.secrets.words(secret.NOTES),
    )  # fmt: skip
    leak_meetings.of(world, one, by)
    if one.trait == "quiet":
        StatusSpell.objects.create(
            person=one.row, organisation=one.row.organisation, code="sick", starts_on=world.today, by=by
        )
    if one.trait in ("placed", "closed"):
        _stay(world, one, unit, "started" if one.trait == "placed" else "ended")
    elif one.trait == "quiet":
        _stay(world, one, unit, "planned")
    elif one.trait != "pending":
        _proposals(world, one, orders)


def _stay(world: World, one: Somebody, unit: ProductionUnit, status: str) -> None:
    by = world.viewer(f"{one.home}/company_consultant").membership
    ended: dict[str, Any] = {}
    if status == "ended":
        ended = {"outcome": "goal_reached", "ended_on": world.today - timedelta(days=9), "next_step": "ordinary_job"}
        ended["end_words"] = one.secrets.words(secret.NOTES)
    row = Placement.objects.create(
        person=one.row, organisation=one.row.organisation, unit=unit, kind="work_placement", status=status,
        starts_on=world.today - timedelta(days=30), ends_before=world.today + timedelta(days=10), hours_unpaid=20,
        tasks=one.secrets.words(secret.STAY), goals=one.secrets.words(secret.STAY), consultant=by,
        created_at=world.now - timedelta(days=31), **ended,
    )  # fmt: skip
    world.keep("placement_id", row, one)
    HoursPeriod.objects.create(placement=row, starts_on=row.starts_on, unpaid=20, paid=0)
    words = one.secrets.words(secret.NOTES)
    held = FollowUp.objects.create(placement=row, due_on=world.today, held_on=world.today, by=by, words=words)
    due = FollowUp.objects.create(placement=row, due_on=world.today + timedelta(days=5))
    for follow_up in (held, due):
        world.keep("follow_up_id", follow_up, one)
    PlacementEvent.objects.create(placement=row, at=world.now, target=status, by=by, words=words)
    world.keep("paper_id", _paper(world, one, row), one)
    leak_alignment.alongside(world, one, row)


def _paper(world: World, one: Somebody, stay: Placement) -> Any:
    actor = accounts.actor_of(world.viewer(f"{one.home}/company_consultant").membership)
    return papers.issue_on_stay(
        placement_id=stay.pk, kind="alignment", language="da", check_at="https://paper.example/", actor=actor,
        now=world.now,
    )  # fmt: skip


def _proposals(world: World, one: Somebody, orders: dict[str, JobOrder]) -> None:
    """For the accepted: shown to the company at the partner's order. For the others: only proposed there."""
    other = {"helsingor": "fredensborg", "fredensborg": "helsingor", "odense": "odense"}[one.home]
    if one.trait == "protected":
        other = one.home
    status = {"accepted": "shown_to_company", "shared": "proposed", "protected": "contacted"}.get(
        one.trait, "withdrawn"
    )
    _proposal(world, one, orders[other], status)
    if (one.home, one.trait) == ("helsingor", "shared"):
        for each in STATUSES:  # one in every state, at the own order
            if each in ENDED or each == "chosen":
                _proposal(world, one, orders["helsingor"], each)


def _proposal(world: World, one: Somebody, order: JobOrder, status: str) -> None:
    by = world.viewer(f"{one.home}/company_consultant").membership
    accepted = world.now if status in ("shown_to_company", "interview", "chosen", "not_chosen") else None
    row = Proposal.objects.create(
        order=order, person=one.row, organisation=one.row.organisation, status=status, proposed_by=by,
        pseudonym=proposals.pseudonym(order, one.row.pk), score=700_000, why=one.secrets.words(secret.WHY),
        parts={"wish": 9_000, "travel": 5_000}, citizen_accepted_at=accepted, caseworker_accepted_at=accepted,
        reason="other" if status in ENDED else "", created_at=world.now, touched_at=world.now,
    )  # fmt: skip
    ProposalEvent.objects.create(proposal=row, at=world.now, target=status, by=by)
    world.keep("proposal_id", row, one)
    if status == "shown_to_company" and order.taken_by_id != one.row.organisation_id:
        _access(world, one, order.taken_by, None, "profile", f"proposal:{row.pk}")


def _logins(world: World) -> None:
    for key in CITIZENS:
        one = world.person(key)
        viewer = _member(world, f"{key} as citizen", "citizen", one.row.organisation, one.home, note=key)
        assert viewer.membership is not None
        Person.objects.filter(pk=one.row.pk).update(login=viewer.membership.user)


CITIZENS = ("helsingor/accepted", "helsingor/protected", "fredensborg/placed")
OPENED = {
    # who is let in by an access of its own: {viewer: (person, fields)}
    "volunteers/mentor": ("helsingor/accepted", "contact"),
    "language_centre/language_adviser": ("helsingor/shared", "learning"),
    "vocational_school/school_consultant": ("fredensborg/shared", "learning"),
    "company/mentor": ("helsingor/placed", "placement"),
}


def _openings(world: World) -> None:
    for name, (key, fields) in OPENED.items():
        viewer, one = world.viewer(name), world.person(key)
        assert viewer.membership is not None
        mine = viewer.membership if viewer.role == "mentor" else None
        _access(world, one, viewer.membership.organisation, mine, fields, f"test:{name}")
    for home in HOMES:
        placed = world.person(f"{home}/placed")
        company = world.viewer("company/company_contact").membership
        assert company is not None
        _access(world, placed, company.organisation, None, "placement", f"placement:{home}")


def _access(world: World, one: Somebody, at: Organisation, member: Membership | None, fields: str, source: str) -> None:
    Access.objects.create(
        person=one.row, organisation=at, membership=member, purpose="recruitment", fields=fields, source=source,
        starts_on=world.today - timedelta(days=1),
    )  # fmt: skip


def _import(world: World, home: str) -> None:
    """A file on its way in: one row of a case that stands, one with a fault, and one of somebody new."""
    member, one = world.viewer(f"{home}/caseworker").membership, world.person(f"{home}/quiet").secrets
    assert member is not None
    actor = accounts.actor_of(member)
    text = (
        "CPR-nummer;Fornavn;Efternavn;Telefon\n"
        f"{one.cpr};{one.given_name};{one.family_name};20202020\n"
        f";Nyansat;Ukendt;20202021\n310271-12;Skrevet;Forkert;20202022\n"
    )
    file = imports.receive(data=text.encode(), name="folk.csv", kind="people", actor=actor, now=world.now)
    chosen = {int(at): name for at, name in file.mapping.items()}
    imports.confirm_columns(import_id=file.pk, version=file.version, chosen=chosen, actor=actor, now=world.now)
    imports.work(now=world.now, only=file.pk)
    world.keep("import_id", file.pk)
    for row in file.rows.order_by("number"):
        world.keep("row_id", row)
