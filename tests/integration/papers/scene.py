"""One stay with everybody around it, and papers made on it."""

from dataclasses import dataclass

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import CompanyContact
from tovholder.documents.models import IssuedPaper
from tovholder.people.models import Person
from tovholder.placements.models import CompetenceCard, Placement
from tovholder.placements.services import cards, papers
from tovholder.placements.services.cards import Filled

CHECK_AT = "https://tovholder.example/papir/"
FILLED = Filled(
    tasks=(("Gøre værelser rene", "3"), ("Rede senge", "2")),
    competences={"on_time": "3", "understands": "2"},
    words="Hurtig og venlig.",
    said_by="Nadia Nielsen",
)


@dataclass
class Scene:
    region: Region
    amina: Person
    stay: Placement
    company: Organisation

    def actor(self, role: str = "company_consultant") -> Actor:
        return self.region.actor(role)

    @property
    def contact(self) -> Membership:
        return self.region.member("company_contact", at=self.company)

    def issue(self, kind: str = "alignment", language: str = "da") -> IssuedPaper:
        return papers.issue_on_stay(
            placement_id=self.stay.pk, kind=kind, language=language, check_at=CHECK_AT, actor=self.actor(), now=NOW
        )

    def fill(self, version: int = 0, filled: Filled = FILLED, actor: Actor | None = None) -> CompetenceCard:
        return cards.fill(
            placement_id=self.stay.pk, version=version, filled=filled, actor=actor or self.actor(), now=NOW
        )

    def confirm(self, version: int = 1, actor: Actor | None = None) -> CompetenceCard:
        return cards.confirm(
            placement_id=self.stay.pk, version=version, check_at=CHECK_AT, actor=actor or self.actor(), now=NOW
        )


def make(region: Region, **facts: object) -> Scene:
    company = Organisation.objects.create(kind="company", name="Strandhotellet")
    region.company.organisation = company
    region.company.save()
    amina = region.person("Amina", "Prøvesen")
    amina.login = region.member("citizen").user
    amina.save()
    nadia = CompanyContact.objects.create(company=region.company, name="Nadia Nielsen", phone="20 00 00 01")
    told: dict[str, object] = {"tasks": "Gøre værelser rene", "goals": "Flere timer", "company_contact": nadia}
    return Scene(region, amina, region.stay(amina, **(told | facts)), company)


__all__ = ["CHECK_AT", "FILLED", "NOW", "TODAY", "Scene", "make"]
