"""What municipalities do together of every kind, for the walk: an agreement with a bank, a course, notes, demand."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.architecture import leak_of_demand
from tovholder.companies.models import (
    BankEntry,
    Company,
    CourseSeat,
    ForecastDemand,
    JointCourse,
    LabourNote,
    ServiceAgreement,
)

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World", home: str) -> None:
    """An agreement with a bank and a joint course, each with one citizen of the home."""
    at, one = world.homes[home], world.person(f"{home}/shared")
    company = Company.objects.get(cvr="10000009")
    agreement = ServiceAgreement.objects.create(
        company=company, organisation=at, title=f"Aftale {home}", starts_on=world.today,
        ends_before=world.today + timedelta(days=99), created_at=world.now,
    )  # fmt: skip
    course = JointCourse.objects.create(
        organisation=at, title=f"Hold {home}", starts_on=world.today + timedelta(days=9), seats=9, created_at=world.now
    )
    LabourNote.objects.create(organisation=at, words="Hotellerne mangler folk til sommer.", at=world.now)
    ForecastDemand.objects.create(agreement=agreement, needed_on=world.today, occupation="cleaner", number=4)
    BankEntry.objects.create(agreement=agreement, person=one.row, organisation=at, added_on=world.today)
    CourseSeat.objects.create(course=course, person=one.row, organisation=at, added_on=world.today)
    leak_of_demand.add(world, home, company.organisation)
    world.keep("agreement_id", agreement)
    world.keep("course_id", course)
