"""Firms and orders through the services."""

from collections.abc import Iterator
from functools import partial

from tovholder.companies import order_services, services
from tovholder.companies.facts import NewContact, NewUnit, OrderProfile, SkillNeed
from tovholder.companies.models import Company
from tovholder.simulate.facts import Firm, Order, Workplace
from tovholder.simulate.replay import Deed, Desk

_FIRST, _ANSWER, _CONFIRM, _END = 0, 11, 12, 13
_ONLY_IN_PROFILE = frozenset(
    {"words", "fresh_until", "status", "received_at", "answered_at", "confirmed_at", "touched_at", "end_words"}
)


def deeds(desk: Desk) -> Iterator[Deed]:
    for firm in desk.part.firms:
        yield Deed(firm.created_at, _FIRST, partial(_register, desk, firm))
    for order in desk.part.orders:
        columns = order.columns
        yield Deed(columns["received_at"], 10, partial(_take, desk, order))
        if columns["status"] == "draft":
            continue
        yield Deed(columns["answered_at"], _ANSWER, partial(_answer, desk, order))
        yield Deed(columns["confirmed_at"], _CONFIRM, partial(_confirm, desk, order))
        if columns["status"] == "withdrawn":
            yield Deed(columns["touched_at"], _END, partial(_withdraw, desk, order))


def _register(desk: Desk, firm: Firm) -> None:
    by, now = desk.nobody, firm.created_at
    company = services.register_company(
        cvr=firm.cvr,
        name=firm.name,
        industry=firm.industry,
        db_code=firm.db_code,
        consultant_id=desk.frame.member(firm.consultant),
        actor=by,
        now=now,
    )
    desk.places.companies[firm.number] = company.pk
    if firm.body:  # its people sign in through an organisation that is there already
        Company.objects.filter(pk=company.pk).update(organisation_id=desk.frame.organisations[firm.body])
    for place in firm.workplaces:
        _add_unit(desk, company.pk, place, firm)
    for first, liaison in enumerate(firm.liaisons):
        told = NewContact(
            name=liaison.name, title=liaison.title, phone=liaison.phone, email=liaison.email, primary=first == 0
        )
        contact = services.add_contact(stays_of=frozenset(), company_id=company.pk, facts=told, actor=by, now=now)
        desk.places.liaisons[liaison.number] = contact.pk


def _add_unit(desk: Desk, company: int, place: Workplace, firm: Firm) -> None:
    by, now = desk.nobody, firm.created_at
    told = NewUnit(
        p_number=place.p_number,
        name=place.name,
        municipality_code=place.municipality,
        street=place.street,
        postcode=place.postcode,
    )
    unit = services.add_unit(stays_of=frozenset(), company_id=company, facts=told, actor=by, now=now).pk
    desk.places.workplaces[place.number] = unit
    for month, fte, stated_on in place.headcounts:
        services.state_headcount(
            stays_of=frozenset(), unit_id=unit, month=month, fte=fte, stated_on=stated_on, actor=by, now=now
        )
    if place.stated_stays is not None:
        fte, stated_on = place.stated_stays
        services.state_stays(stays_of=frozenset(), unit_id=unit, fte=fte, stated_on=stated_on, actor=by, now=now)


def _take(desk: Desk, order: Order) -> None:
    columns = order.columns
    taken = order_services.take_order(
        unit_id=desk.places.workplaces[order.workplace],
        title=columns["title"],
        words=columns["words"],
        places=columns["places"],
        contact_id=desk.places.liaisons[order.liaison],
        answer_by=columns["answer_by"],
        actor=desk.actor(order.taker),
        now=columns["received_at"],
    )
    desk.places.orders[order.number] = taken.pk


def _answer(desk: Desk, order: Order) -> None:
    order_services.answer_order(
        order_id=desk.places.orders[order.number],
        version=1,
        actor=desk.actor(order.owner),
        now=order.columns["answered_at"],
    )


def _confirm(desk: Desk, order: Order) -> None:
    columns = order.columns
    told = {name: value for name, value in columns.items() if name not in _ONLY_IN_PROFILE}
    profile = OrderProfile(
        **told | {"kinds": tuple(columns["kinds"]), "strains": tuple(columns["strains"])},
        skills=tuple(SkillNeed(need.skill, need.required, need.level) for need in order.skills),
        licences=tuple(order.papers),
    )
    order_services.confirm_order(
        order_id=desk.places.orders[order.number],
        version=2,
        profile=profile,
        actor=desk.actor(order.owner),
        now=columns["confirmed_at"],
    )


def _withdraw(desk: Desk, order: Order) -> None:
    order_services.withdraw_order(
        order_id=desk.places.orders[order.number],
        version=3,
        words=order.columns["end_words"],
        actor=desk.actor(order.owner),
        now=order.columns["touched_at"],
    )
