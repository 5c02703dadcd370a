"""Five citizens and three members who work on cases: what every step of the product is asked with."""

from dataclasses import dataclass

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership, Unit
from tovholder.companies.models import JobOrder
from tovholder.people.models import Access, Address, FamilyLink, Person
from tovholder.placements.models import Placement
from tovholder.proposals.models import Proposal

OWN, SAME_UNIT, OTHER_UNIT, ELSEWHERE, PROTECTED = "own", "same unit", "other unit", "elsewhere", "protected"
PERSONS = (OWN, SAME_UNIT, OTHER_UNIT, ELSEWHERE, PROTECTED)
CASELOAD, UNIT, ORGANISATION = "caseload", "unit", "organisation"
SCOPES = (CASELOAD, UNIT, ORGANISATION)
ROLES = ("caseworker", "company_consultant")


@dataclass
class Scene:
    """The order is Helsingør's; everybody but `own` has a colleague as contact, `elsewhere` one in Fredensborg."""

    region: Region
    members: dict[str, Membership]
    people: dict[str, Person]
    order: JobOrder

    def actor(self, scope: str) -> Actor:
        return accounts.actor_of(self.members[scope])

    def person(self, which: str, scope: str) -> Person:
        """The citizen as this member meets them: `own` has this very member as contact."""
        person = self.people[which]
        if which == OWN:
            Person.objects.filter(pk=person.pk).update(contact=self.members[scope])
        return Person.objects.get(pk=person.pk)

    def relative(self, person: Person, scope: str) -> Person:
        """A relative with the same municipality, unit and contact."""
        made = self.region.person("Slægt", at=person.organisation)
        contact = self.members[scope] if person == self.people[OWN] else person.contact
        Person.objects.filter(pk=made.pk).update(contact=contact, unit=person.unit)
        return made

    def proposal(self, person: Person, status: str, **facts: object) -> Proposal:
        told: dict[str, object] = {
            "status": status,
            "pseudonym": "AB12CD34",
            "citizen_accepted_at": NOW,
            "caseworker_accepted_at": NOW,
            "created_at": NOW,
            "touched_at": NOW,
            "proposed_by": self.region.member("team_leader"),
            "organisation_id": person.organisation_id,
        }
        return Proposal.objects.create(order=self.order, person=person, **(told | facts))

    def stay(self, person: Person, status: str, scope: str, **facts: object) -> Placement:
        """A stay the member is the consultant of, whoever's citizen it is: that gives no right to the case."""
        return self.region.stay(person, status=status, consultant=self.members[scope], order=self.order, **facts)


def make(region: Region, role: str) -> Scene:
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    members = {
        CASELOAD: region.member(role, initials="CL", scope="caseload"),
        UNIT: region.member(role, initials="EN"),
        ORGANISATION: region.member(role, initials="AL"),
    }
    Membership.objects.filter(pk=members[ORGANISATION].pk).update(unit=None)
    members[ORGANISATION].refresh_from_db()
    colleague, abroad = region.member("caseworker", initials="KO"), region.member("caseworker", at=region.fredensborg)
    people = {
        OWN: fitting(region, "Egen", unit=region.unit),
        SAME_UNIT: fitting(region, "Kollega", unit=region.unit, contact=colleague),
        OTHER_UNIT: fitting(region, "Anden", unit=business, contact=colleague),
        ELSEWHERE: shared(fitting(region, "Fremmed", at=region.fredensborg, contact=abroad)),
        PROTECTED: fitting(region, "Skjult", unit=region.unit, contact=colleague, protected=True, zone=""),
    }
    scene = Scene(region, members, people, need(region, owner=members[CASELOAD]))
    for person in people.values():
        Address.objects.create(person=person, street="Vej 1", postcode="3000", city="Helsingør")
    _open(scene)
    return scene


def _open(scene: Scene) -> None:
    """Both had accepted: the whole of Helsingør may see the one from elsewhere, and, left over from a case that moved
    here, one of its own."""
    for which in (ELSEWHERE, SAME_UNIT):
        Access.objects.create(
            person=scene.people[which], organisation=scene.region.helsingor, purpose="recruitment", fields="profile",
            starts_on=NOW.date().replace(month=1), source="proposal:1",
        )  # fmt: skip


def linked(person: Person, relative: Person) -> Person:
    FamilyLink.objects.create(person=person, relative=relative, relation="spouse")
    FamilyLink.objects.create(person=relative, relative=person, relation="spouse")
    return relative
