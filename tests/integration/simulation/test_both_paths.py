"""The bulk path writes what the services write: the same facts told twice leave the same rows."""

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils.timezone import localdate

from tovholder.accounts.models import AuditEntry
from tovholder.companies.models import (
    Company,
    CompanyAsk,
    CompanyContact,
    JobOrder,
    JointCourse,
    ProductionUnit,
    ServiceAgreement,
)
from tovholder.people.models import Access, Person
from tovholder.placements import queries as placements
from tovholder.placements.models import HoursPeriod, Placement, RuleCheck, Task, TaskLevel
from tovholder.placements.plans import NewPlacement, Statements
from tovholder.placements.rules import Agreement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.proposals.models import Proposal
from tovholder.simulate import frame_rows, making, writing
from tovholder.simulate.making import Region
from tovholder.simulate.numbering import Numbering
from tovholder.simulate.scale import Scale

ROOMS = ("people", "companies", "placements", "pathways", "proposals")
# Compared for itself: the bulk path keeps the rules as computed only where they still matter.
NOT_ALL_IN_BULK = (RuleCheck,)


@pytest.mark.any_database
def test_the_same_facts_through_services_and_in_bulk_leave_the_same_rows() -> None:
    by_services = _left_by(writing.tell_part).rows
    in_bulk = _left_by(writing.write_part).rows
    assert by_services.keys() == in_bulk.keys()
    for table, rows in by_services.items():
        assert rows - in_bulk[table] == Counter(), table
        assert in_bulk[table] - rows == Counter(), table
    assert sum(rows.total() for rows in in_bulk.values()) > 1_000


@pytest.mark.full
@pytest.mark.any_database
def test_stays_told_through_the_services_carry_the_employer_rules_as_they_were_computed() -> None:
    region = _region()
    writing.tell_part(region.first, region, _frame(region), Numbering())
    agreed = Placement.objects.exclude(status__in=("planned", "cancelled"))
    assert agreed.count() == RuleCheck.objects.count() > 30


@pytest.mark.any_database
def test_the_first_hundred_are_proposed_accepted_shown_chosen_and_agreed_on_through_the_services() -> None:
    """The whole of a small region, so that the bulk path goes on where the services stopped."""
    region = making.make(Scale(today=date(2026, 11, 20), people=130, seed=7, years=1))
    counts = writing.write(region, progress=lambda _done, _all: None)
    assert Person.objects.count() == counts["people"] == 130
    done = Counter(AuditEntry.objects.filter(action__startswith="proposal.").values_list("action", flat=True))
    for step in ("propose", "contact", "citizen_accepts", "caseworker_accepts", "show", "company_answers"):
        assert done[f"proposal.{step}"] >= 2, step
    agreed = Proposal.objects.get(placement__request_key__startswith="proposal:")
    assert agreed.placement is not None
    assert agreed.placement.status == "agreed"
    assert done["proposal.placement_agreed"] == 1
    assert TaskLevel.objects.count() >= Task.objects.count() > 0
    assert HoursPeriod.objects.filter(real=True, report__party="municipality").exists()


@pytest.mark.full
@pytest.mark.any_database
def test_the_rules_asked_in_bulk_answer_as_the_services_do_and_none_that_refuse_is_left_out() -> None:
    by_services = _left_by(writing.tell_part).checks
    in_bulk = _left_by(writing.write_part).checks
    assert in_bulk
    assert {stay: by_services[stay] for stay in in_bulk} == in_bulk
    for stay, (held, decisions, _by, _why) in by_services.items():
        refused = any(decision["allowed"] is False for decision in decisions)
        assert (stay in in_bulk) is (held or refused)


def test_no_stay_of_the_bulk_path_that_the_rules_refuse_stands_without_somebody_who_answers_for_it() -> None:
    region = making.make(Scale(today=date(2026, 11, 20), people=700, seed=7, years=2))
    frame = _frame(region)
    numbering = Numbering()
    for part in region.parts():
        writing.write_part(part, region, frame, numbering)
    asked = refused = 0
    for stay in Placement.objects.filter(status__in=HOLDS_A_PLACE).select_related("person", "unit__company"):
        check = RuleCheck.objects.get(placement=stay)
        told = [one["code"] for one in check.decisions]
        answer = _asked_now(stay, check)
        assert _that_stand([one.code for one in answer.decisions]) == _that_stand(told)
        if any(one["allowed"] is not True for one in check.decisions):
            assert check.overruled_by_id
            assert check.overrule_reason
        asked, refused = asked + 1, refused + any(one["allowed"] is False for one in check.decisions)
    assert asked > 100
    assert refused > 0


def _that_stand(codes: list[str]) -> list[str]:
    """Without those that ask who was there and what the person had done: that has gone on since, with this very stay.

    The test of the same answers by both paths holds for these too."""
    return [code for code in codes if code.split(".")[0] not in ("ratio", "previous", "igu", "repeat")]


def _asked_now(stay: Placement, check: RuleCheck) -> Agreement:
    """The product's rules asked of the rows, for the stay as it was planned."""
    new = NewPlacement(
        person_id=stay.person_id,
        unit_id=stay.unit_id,
        kind=stay.kind,
        starts_on=stay.starts_on,
        ends_before=stay.ends_before,
        purpose=stay.purpose,
        hours_unpaid=stay.hours_unpaid,
        hours_paid=stay.hours_paid,
    )
    signed = Statements(employer_signed=True, representative_signed=True, spouse_owns_company=False, had_igu=False)
    on = localdate(check.checked_at)
    return placements.check(
        new, person=stay.person, cvr=stay.unit.company.cvr, statements=signed, on=on, besides=stay.pk
    )


def _region() -> Region:
    return making.make(Scale(today=date(2026, 11, 20), people=70, seed=7, years=1))


def _frame(region: Region) -> frame_rows.Frame:
    return frame_rows.write(region.bodies, region.staff.members, Numbering())


class Left(NamedTuple):
    """The rows by table; and by the stay whether it holds a place, what the rules said, who answered for it and why."""

    rows: dict[str, "Counter[str]"]
    checks: dict[str, tuple[Any, ...]]


@lru_cache(maxsize=2)
def _left_by(tell: Any) -> Left:
    """Tell the region, read all rows, and take everything back."""
    with transaction.atomic():
        region = _region()
        tell(region.first, region, _frame(region), Numbering())
        found = Left(_all_rows(), _all_checks())
        transaction.set_rollback(True)
    return found


def _all_checks() -> dict[str, tuple[Any, ...]]:
    names = _names()
    return {
        names[Placement, row.placement_id]: (
            row.placement.status in HOLDS_A_PLACE,
            row.decisions,
            row.overruled_by_id,
            row.overrule_reason,
        )
        for row in RuleCheck.objects.select_related("placement")
    }


def _all_rows() -> dict[str, "Counter[str]"]:
    names = _names()
    tables = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return {
        model._meta.label: Counter(_told(row, names) for row in model._default_manager.all())
        for model in tables
        if model not in NOT_ALL_IN_BULK
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
            value = names.get((field.related_model, value), value)
        told[field.attname] = value
    if isinstance(row, Access):
        told["source"] = _source(row.source, names)
    if isinstance(row, CompanyAsk):
        told["key"] = _source(row.key, names)
    if isinstance(row, Proposal):
        del told["pseudonym"]  # made of the two ids
    if isinstance(row, Placement) and row.request_key:
        told["request_key"] = _source(row.request_key, names)
    return repr(sorted(told.items()))


def _source(source: str, names: dict[tuple[type[models.Model], int], str]) -> str:
    kind, _, number = source.partition(":")
    model = {"proposal": Proposal, "placement": Placement}.get(kind)
    return f"{kind}:{names[model, int(number)]}" if model else source
