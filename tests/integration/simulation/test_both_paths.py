"""The bulk path writes what the services write: the same facts told twice leave the same rows."""

from collections import Counter
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models, transaction

from tovholder.companies.models import (
    Company,
    CompanyContact,
    JobOrder,
    JointCourse,
    ProductionUnit,
    ServiceAgreement,
)
from tovholder.people.models import Access, Person
from tovholder.placements.models import Placement, RuleCheck
from tovholder.proposals.models import Proposal
from tovholder.simulate import frame_rows, making, writing
from tovholder.simulate.making import Region
from tovholder.simulate.numbering import Numbering
from tovholder.simulate.scale import Scale

ROOMS = ("people", "companies", "placements", "pathways", "proposals")
# Written by the services alone, because they tell of a moment: the rules as computed, runs and their lists.
ONLY_BY_SERVICES = (RuleCheck,)


def test_the_same_facts_through_services_and_in_bulk_leave_the_same_rows() -> None:
    by_services = _rows_after(writing.tell_part)
    in_bulk = _rows_after(writing.write_part)
    assert by_services.keys() == in_bulk.keys()
    for table, rows in by_services.items():
        assert rows - in_bulk[table] == Counter(), table
        assert in_bulk[table] - rows == Counter(), table
    assert sum(rows.total() for rows in in_bulk.values()) > 2_000


def test_stays_told_through_the_services_carry_the_employer_rules_as_they_were_computed() -> None:
    region = _region()
    writing.tell_part(region.first, region, _frame(region), Numbering())
    agreed = Placement.objects.exclude(status__in=("planned", "cancelled"))
    assert agreed.count() == RuleCheck.objects.count() > 30


def _region() -> Region:
    return making.make(Scale(today=date(2026, 11, 20), people=100, seed=7, years=2))


def _frame(region: Region) -> frame_rows.Frame:
    return frame_rows.write(region.bodies, region.staff.members, Numbering())


def _rows_after(tell: Any) -> dict[str, "Counter[str]"]:
    """Tell the region, read all rows, and take everything back."""
    with transaction.atomic():
        region = _region()
        tell(region.first, region, _frame(region), Numbering())
        found = _all_rows()
        transaction.set_rollback(True)
    return found


def _all_rows() -> dict[str, "Counter[str]"]:
    names = _names()
    tables = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return {
        model._meta.label: Counter(_told(row, names) for row in model._default_manager.all())
        for model in tables
        if model not in ONLY_BY_SERVICES
    }


def _names() -> dict[tuple[type[models.Model], int], str]:
    """What a row is called whatever its id: the two tellings number their rows in another order."""
    names: dict[tuple[type[models.Model], int], str] = {}
    for person in Person.objects.all():
        names[Person, person.pk] = f"{person.cpr} {person.given_name} {person.family_name} {person.born_on}"
    for unit in ProductionUnit.objects.all():
        names[ProductionUnit, unit.pk] = unit.p_number
    for contact in CompanyContact.objects.all():
        names[CompanyContact, contact.pk] = f"{contact.name} {contact.phone}"
    for company in Company.objects.all():
        names[Company, company.pk] = company.cvr
    for order in JobOrder.objects.all():
        names[JobOrder, order.pk] = f"{names[ProductionUnit, order.unit_id]} {order.received_at} {order.words}"
    for stay in Placement.objects.all():
        names[Placement, stay.pk] = f"{names[Person, stay.person_id]} {stay.starts_on} {stay.kind}"
    for agreement in ServiceAgreement.objects.all():
        names[ServiceAgreement, agreement.pk] = f"{names[Company, agreement.company_id]} {agreement.created_at}"
    for course in JointCourse.objects.all():
        names[JointCourse, course.pk] = f"{course.title} {course.created_at}"
    for proposal in Proposal.objects.all():
        pair = f"{names[Person, proposal.person_id]} {names[JobOrder, proposal.order_id]}"
        names[Proposal, proposal.pk] = f"{pair} {proposal.created_at}"
    return names


def _told(row: models.Model, names: dict[tuple[type[models.Model], int], str]) -> str:
    """All columns but the id, with other rows called by name."""
    told = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key:
            continue
        if isinstance(field, models.ForeignKey) and value is not None:
            value = names.get((field.related_model, value), value)  # type: ignore[arg-type]
        told[field.attname] = value
    if isinstance(row, Access):
        told["source"] = _source(row.source, names)
    if isinstance(row, Proposal):
        del told["pseudonym"]  # made of the two ids
    return repr(sorted(told.items()))


def _source(source: str, names: dict[tuple[type[models.Model], int], str]) -> str:
    kind, _, number = source.partition(":")
    model = {"proposal": Proposal, "placement": Placement}.get(kind)
    return f"{kind}:{names[model, int(number)]}" if model else source
