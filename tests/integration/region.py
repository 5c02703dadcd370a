"""A region small enough to read: two municipalities that recruit together, their people, one company, one order."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership, Organisation, Partnership, Unit, User
from tovholder.companies.models import Company, JobOrder, ProductionUnit
from tovholder.people import services as people
from tovholder.people.facts import NewPerson
from tovholder.people.models import Person
from tovholder.placements.models import Placement

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


@dataclass
class Region:
    """Helsingør and Fredensborg in one partnership. `actor` gives a fresh actor with an empty read book."""

    helsingor: Organisation
    fredensborg: Organisation
    unit: Unit
    company: Company
    workplace: ProductionUnit

    def member(
        self, role: str, *, at: Organisation | None = None, initials: str = "", scope: str = "organisation"
    ) -> Membership:
        """A member in this role, the same one each time it is asked for with these initials."""
        organisation = at or self.helsingor
        email = f"{role}.{initials or 'xx'}@{organisation.pk}.example".lower()
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, name=f"{role} {initials}".strip(), is_persona=True
        )
        membership, _ = Membership.objects.get_or_create(
            user=user,
            organisation=organisation,
            role=role,
            defaults={
                "initials": initials or role[:2].upper(),
                "colour": len(email) % 12,
                "scope": scope,
                "unit": self.unit if organisation == self.helsingor else None,
            },
        )
        return membership

    def actor(self, role: str, **which: object) -> Actor:
        return accounts.actor_of(self.member(role, **which))  # type: ignore[arg-type]

    def person(
        self,
        given_name: str = "Amina",
        family_name: str = "Prøve",
        *,
        at: Organisation | None = None,
        contact: Membership | None = None,
        **facts: object,
    ) -> Person:
        """A person registered by the municipality's caseworker."""
        registered = people.register(
            facts=NewPerson(given_name=given_name, family_name=family_name, **facts),  # type: ignore[arg-type]
            actor=self.actor("caseworker", at=at),
            contact_id=contact.pk if contact else None,
            now=NOW,
        )
        return Person.objects.get(pk=registered.person_id)

    def order(self, title: str = "Rengøringsassistent", **facts: object) -> JobOrder:
        """An open order of the one company, taken by Helsingør."""
        told = {
            "taken_by": self.helsingor,
            "occupation": "cleaner",
            "industry": "cleaning",
            "kinds": ["work_placement"],
            "fresh_until": date(2026, 4, 3),
            "status": "open",
            "received_at": NOW,
            "confirmed_at": NOW,
            "touched_at": NOW,
        }
        return JobOrder.objects.create(unit=self.workplace, title=title, **(told | facts))

    def stay(self, person: Person, **facts: object) -> Placement:
        """A stay at the one company, started a month ago unless the facts say otherwise."""
        told = {
            "organisation_id": person.organisation_id,
            "unit": self.workplace,
            "kind": "work_placement",
            "status": "started",
            "starts_on": date(2026, 2, 4),
            "ends_before": date(2026, 5, 6),
            "created_at": NOW,
        }
        return Placement.objects.create(person=person, **(told | facts))


def make() -> Region:
    helsingor = Organisation.objects.create(kind="municipality", name="Helsingør Kommune", municipality_code="0217")
    fredensborg = Organisation.objects.create(kind="municipality", name="Fredensborg Kommune", municipality_code="0210")
    Partnership.objects.create(name="Nord").organisations.set([helsingor, fredensborg])
    unit = Unit.objects.create(organisation=helsingor, name="Beskæftigelse", field="employment")
    company = Company.objects.create(cvr="10000009", name="Strandhotellet", industry="cleaning", created_at=NOW)
    workplace = ProductionUnit.objects.create(
        company=company, p_number="1000000001", name="Strandhotellet", postcode="3000", municipality_code="0217"
    )
    return Region(helsingor, fredensborg, unit, company, workplace)
