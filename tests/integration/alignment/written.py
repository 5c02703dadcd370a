"""An alignment as it is written, and the three who sign it: what several tests begin with."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.integration.region import NOW, Region
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company
from tovholder.people.models import Person
from tovholder.placements import alignment_services as services
from tovholder.placements.alignment_facts import AlignmentText
from tovholder.placements.models import Alignment, Placement

TEXT = AlignmentText(
    purpose="language", absence="Ring før 7", conflict="Sig det samme dag", readiness="Hver anden uge",
    at_end="Vi taler om løntimer", interpreter="Tigrinya ved samtaler", language_goals="Kan sige fra",
)  # fmt: skip


def write(region: Region, stay: Placement, *, number: int = 0, now: datetime = NOW, **changes: Any) -> Alignment:
    renewal = changes.pop("renewal", False)
    actor = region.actor("company_consultant")
    return services.write_alignment(
        placement_id=stay.pk, number=number, text=replace(TEXT, **changes), actor=actor, now=now, renewal=renewal
    )


def company_member(region: Region) -> Membership:
    """Somebody who signs in for the company."""
    body = Organisation.objects.filter(kind="company").first()
    body = body or Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=body)
    return region.member("company_contact", at=body)


def citizen_member(region: Region, person: Person) -> Membership:
    member = region.member("citizen", initials=person.given_name[:2])
    Person.objects.filter(pk=person.pk).update(login=member.user)
    return member


def sign(stay: Placement, actor: Actor, *, number: int = 1, now: datetime = NOW, **more: Any) -> Any:
    return services.sign_alignment(placement_id=stay.pk, number=number, actor=actor, now=now, **more)


LATER = NOW + timedelta(days=50)
