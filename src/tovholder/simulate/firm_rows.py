"""Firms and their orders as rows."""

from collections.abc import Iterator

from django.db import models

from tovholder.companies.models import (
    Company,
    CompanyContact,
    Headcount,
    JobOrder,
    OrderLicence,
    OrderSkill,
    ProductionUnit,
    StatedStays,
)
from tovholder.simulate.facts import Firm, Order, Part, Workplace
from tovholder.simulate.frame_rows import Frame
from tovholder.simulate.numbering import Numbering


class Places:
    """Ids of one part's firms, workplaces, contacts and orders, by their numbers in the facts."""

    def __init__(self) -> None:
        self.companies: dict[int, int] = {}
        self.workplaces: dict[int, int] = {}
        self.liaisons: dict[int, int] = {}
        self.orders: dict[int, int] = {}

    def liaison(self, number: int | None) -> int | None:
        return None if number is None else self.liaisons[number]


def rows(part: Part, places: Places, frame: Frame, numbering: Numbering) -> Iterator[models.Model]:
    """The rows of the part's firms and orders, parents before children. `places` is filled."""
    for firm in part.firms:
        company = places.companies[firm.number] = numbering.next(Company)
        yield _company(firm, company, frame)
        for workplace in firm.workplaces:
            yield from _workplace(workplace, company, places, numbering)
        for first, liaison in enumerate(firm.liaisons):
            places.liaisons[liaison.number] = numbering.next(CompanyContact)
            yield CompanyContact(
                id=places.liaisons[liaison.number],
                company_id=company,
                name=liaison.name,
                title=liaison.title,
                phone=liaison.phone,
                email=liaison.email,
                primary=first == 0,
            )
    for order in part.orders:
        yield from _order(order, places, frame, numbering)


def _company(firm: Firm, number: int, frame: Frame) -> Company:
    return Company(
        id=number,
        cvr=firm.cvr,
        name=firm.name,
        industry=firm.industry,
        db_code=firm.db_code,
        organisation_id=frame.organisations[firm.body] if firm.body else None,
        consultant_id=frame.member(firm.consultant),
        created_at=firm.created_at,
    )


def _workplace(place: Workplace, company: int, places: Places, numbering: Numbering) -> Iterator[models.Model]:
    number = places.workplaces[place.number] = numbering.next(ProductionUnit)
    yield ProductionUnit(
        id=number,
        company_id=company,
        p_number=place.p_number,
        name=place.name,
        street=place.street,
        postcode=place.postcode,
        municipality_code=place.municipality,
    )
    for month, fte, stated_on in place.headcounts:
        yield Headcount(id=numbering.next(Headcount), unit_id=number, month=month, fte=fte, stated_on=stated_on)
    if place.stated_stays is not None:
        fte, stated_on = place.stated_stays
        yield StatedStays(id=numbering.next(StatedStays), unit_id=number, fte=fte, stated_on=stated_on)


def _order(order: Order, places: Places, frame: Frame, numbering: Numbering) -> Iterator[models.Model]:
    number = places.orders[order.number] = numbering.next(JobOrder)
    yield JobOrder(
        id=number,
        unit_id=places.workplaces[order.workplace],
        received_by_id=frame.organisations[order.received_by],
        taken_by_id=frame.organisations[order.taken_by],
        owner_id=frame.member(order.owner),
        contact_id=places.liaison(order.liaison),
        version=order.version,
        **order.columns,
    )
    for demand in order.skills:
        yield OrderSkill(id=numbering.next(OrderSkill), order_id=number, **demand._asdict())
    for code in order.papers:
        yield OrderLicence(id=numbering.next(OrderLicence), order_id=number, code=code)
