"""Every read of companies and orders, scoped by actor. Company data is no personal data, yet contacts and needs are
shown to the partnership's staff only, and to a company its own."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.circles import Circle
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.kept_questions import kept
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import standing
from tovholder.companies.models import (
    Company,
    CompanyContact,
    Headcount,
    JobOrder,
    ProductionUnit,
    StatedStays,
    SurveyReply,
)
from tovholder.parameters import workdays

# Who reads companies and orders; who writes them is COMPANY_STAFF of a municipality.
READERS = COMPANY_STAFF | {Role.COORDINATOR, Role.SCHOOL_CONSULTANT, Role.LANGUAGE_ADVISER}


def may_write(actor: Actor) -> bool:
    """May the actor register companies and take on orders?"""
    return actor.role == SYSTEM_ROLE or (actor.kind == "municipality" and actor.role in COMPANY_STAFF)


def _in_partnership(field: str, actor: Actor) -> Q:
    """Rows whose organisation is the actor's own, or one it recruits together with."""
    partners = accounts.partner_organisations(actor=actor).values("pk")
    return Q(**{field: actor.organisation_id}) | Q(**{f"{field}__in": partners})


def visible(*, actor: Actor) -> QuerySet[Company]:
    """Companies the actor may see. Those of an import not yet shown are left out."""
    companies = Company.objects.filter(pending_import__isnull=True)
    if actor.role == SYSTEM_ROLE or actor.role in READERS:
        return companies
    if actor.role == Role.COMPANY_CONTACT:
        return companies.filter(organisation_id=actor.organisation_id)
    return companies.none()


def visible_orders(*, actor: Actor) -> QuerySet[JobOrder]:
    """Orders the actor may see: those taken on in the partnership; for a company contact the own company's."""
    orders = JobOrder.objects.filter(pending_import__isnull=True)
    if actor.role == SYSTEM_ROLE:
        return orders
    if actor.role in READERS:
        return orders.filter(_in_partnership("taken_by_id", actor))
    if actor.role == Role.COMPANY_CONTACT:
        return orders.filter(unit__company__organisation_id=actor.organisation_id)
    return orders.none()


def company(company_id: int, *, actor: Actor, more: Mapping[str, Any] | None = None) -> Company:
    """One company with its units, headcounts, statements and contacts: a page in a handful of queries.

    `more` are columns that somebody else reads in the same question (`desk_queries.burden_columns`)."""
    newest_first = Headcount.objects.order_by("-month")
    found = (
        visible(actor=actor)
        .filter(pk=company_id)
        .annotate(**standing.columns("pk", actor), **(more or {}))
        .select_related("consultant__user", "consultant__organisation", "organisation")
        .prefetch_related(
            Prefetch("units", ProductionUnit.objects.order_by("p_number")),
            Prefetch("units__headcounts", newest_first),
            Prefetch("units__stated_stays", StatedStays.objects.order_by("-stated_on", "-pk")),
            Prefetch("contacts", CompanyContact.objects.filter(active=True).order_by("-primary", "name")),
        )
        .first()
    )
    if found is None:
        raise OutOfReach("company")
    return found


def own_company(*, actor: Actor, on: date | None = None) -> Company:
    """The company whose people the actor belongs to, with its workplaces and its fixed consultant.

    With a day also `to_answer`: how many questionnaires wait for its answers then."""
    mine = visible(actor=actor).filter(organisation_id=actor.organisation_id)
    if on is not None:
        mine = mine.annotate(to_answer=_questionnaires_waiting(on))
    found = mine.select_related("consultant__user", "consultant__organisation").prefetch_related("units").first()
    if found is None:
        raise OutOfReach("company")
    return found


def _questionnaires_waiting(on: date) -> Coalesce:
    waiting = SurveyReply.objects.filter(
        company=OuterRef("pk"), answered_at__isnull=True, round__closed_at__isnull=True, round__closes_on__gte=on
    )
    return Coalesce(Subquery(waiting.order_by().values("company_id").annotate(n=Count("pk")).values("n")), 0)


def by_cvr(cvr: str, *, actor: Actor) -> Company | None:
    """The company with this CVR number, when it is there and shown."""
    return visible(actor=actor).filter(cvr=cvr).first()


def named(cvr: str, *, actor: Actor) -> Company:
    """The company somebody names by its number. Raises NotAllowed when there is none here."""
    found = by_cvr(cvr, actor=actor)
    if found is None:
        raise NotAllowed("pact.company_unknown")
    return found


def search(
    *, actor: Actor, text: str = "", industry: str = "", municipality: str = "", consultant_id: int | None = None
) -> QuerySet[Company]:
    """Companies by name, CVR or P-number, industry, place and consultant (0: those with nobody who can step in)."""
    found = visible(actor=actor).select_related("consultant__user")
    if text.strip().isdecimal():
        digits = text.strip()
        found = found.filter(Q(cvr__startswith=digits) | Q(pk__in=_companies_with_p_number(digits)))
    elif text.strip():
        found = found.filter(name__icontains=text.strip())
    if industry:
        found = found.filter(industry=industry)
    if municipality:
        at_place = ProductionUnit.objects.filter(municipality_code=municipality)
        found = found.filter(pk__in=at_place.values("company_id"))
    if consultant_id is not None:
        nobody = Q(consultant__isnull=True) | Q(consultant__active=False)
        found = found.filter(consultant_id=consultant_id) if consultant_id else found.filter(nobody)
    return found


def _companies_with_p_number(digits: str) -> QuerySet[ProductionUnit, Any]:
    return ProductionUnit.objects.filter(p_number__startswith=digits).values("company_id")


def open_orders_of(company_ids: list[int], *, actor: Actor) -> dict[int, int]:
    """How many orders stand open, by company. One query for a whole page of companies."""
    orders = visible_orders(actor=actor).filter(status="open", unit__company_id__in=company_ids).order_by()
    rows = orders.values("unit__company_id").annotate(n=Count("pk"))
    return {row["unit__company_id"]: row["n"] for row in rows}


def units(*, actor: Actor, company_id: int | None = None) -> QuerySet[ProductionUnit]:
    """Production units within reach, with their company."""
    found = ProductionUnit.objects.filter(company__in=visible(actor=actor)).select_related("company")
    return found if company_id is None else found.filter(company_id=company_id)


def workplaces(text: str, *, actor: Actor) -> QuerySet[ProductionUnit]:
    """Workplaces within reach by the name of the company or the workplace, by CVR or by P-number."""
    asked = text.strip()
    if asked.isdecimal():
        wanted = Q(company__cvr__startswith=asked) | Q(p_number__startswith=asked)
    else:
        wanted = Q(company__name__icontains=asked) | Q(name__icontains=asked)
    return units(actor=actor).filter(wanted).order_by("company__name", "name", "pk")


def unit(unit_id: int, *, actor: Actor) -> ProductionUnit:
    found = _one_unit.rows(actor=actor, unit_id=unit_id)
    if not found:
        raise OutOfReach("unit")
    return found[0]


@kept()
def _one_unit(*, actor: Actor, unit_id: int) -> QuerySet[ProductionUnit]:
    return units(actor=actor).select_related("company__consultant").filter(pk=unit_id)


def headcounts_before(unit_id: int, *, on: date, months: int) -> list[tuple[date, Decimal]]:
    """The known full-time equivalents of the `months` months before `on`: (month, fte), oldest first."""
    first = _first_of_month_back(on, months)
    rows = Headcount.objects.filter(unit_id=unit_id, month__gte=first, month__lt=on.replace(day=1))
    return list(rows.order_by("month").values_list("month", "fte"))


def _first_of_month_back(on: date, months: int) -> date:
    index = on.year * 12 + on.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def stated_stays(unit_id: int) -> StatedStays | None:
    """The employer's newest statement of stays at the unit that are not ours."""
    return StatedStays.objects.filter(unit_id=unit_id).order_by("-stated_on", "-pk").first()


def orders(
    *,
    actor: Actor,
    status: str = "",
    owner_id: int | None = None,
    industry: str = "",
    unanswered: bool = False,
    company_id: int | None = None,
    text: str = "",
    stale_on: date | None = None,
) -> QuerySet[JobOrder]:
    """Orders within reach by status, owner, industry and company; unanswered ones; those to ask about again."""
    found = visible_orders(actor=actor).select_related("unit__company", "owner__user", "taken_by", "contact")
    if status:
        found = found.filter(status=status)
    if owner_id is not None:
        found = found.filter(owner_id=owner_id)
    if industry:
        found = found.filter(industry=industry)
    if unanswered:
        found = found.filter(answered_at__isnull=True, status__in=("draft", "open"))
    if company_id is not None:
        found = found.filter(unit__company_id=company_id)
    if text.strip():
        found = found.filter(Q(title__icontains=text.strip()) | Q(unit__company__name__icontains=text.strip()))
    if stale_on is not None:
        found = found.filter(fresh_until__lt=stale_on, status="open")
    return found


def order(order_id: int, *, actor: Actor, more: Mapping[str, Any] | None = None) -> JobOrder:
    """One order with its company, contact, owner and skills, and `more` columns. Raises OutOfReach."""
    found = (
        visible_orders(actor=actor)
        .filter(pk=order_id)
        .annotate(**standing.columns("unit__company", actor), **(more or {}))
        .select_related("unit__company__consultant__user", "contact", "owner__user", "owner__organisation")
        .select_related("taken_by", "received_by")
        .prefetch_related("skills")  # asked of twice by pages; licences are read once, where they are told
        .first()
    )
    if found is None:
        raise OutOfReach("order")
    return found


def unit_of_order(order_id: int, *, actor: Actor) -> int:
    """The workplace an order within reach is for. Raises OutOfReach."""
    found = visible_orders(actor=actor).filter(pk=order_id).values_list("unit_id", flat=True).first()
    if found is None:
        raise OutOfReach("order")
    return found


def locked_order(order_id: int, *, actor: Actor) -> JobOrder:
    """The order under lock, for a service that is about to write."""
    found = visible_orders(actor=actor).select_for_update(of=("self",)).filter(pk=order_id).first()
    if found is None:
        raise OutOfReach("order")
    return found


def locked_company(company_id: int, *, actor: Actor) -> Company:
    found = visible(actor=actor).select_for_update(of=("self",)).filter(pk=company_id).first()
    if found is None:
        raise OutOfReach("company")
    return found


def contact(contact_id: int, *, actor: Actor) -> CompanyContact:
    found = CompanyContact.objects.filter(pk=contact_id, company__in=visible(actor=actor)).first()
    if found is None:
        raise OutOfReach("contact")
    return found


def contacts(company_id: int) -> QuerySet[CompanyContact]:
    """Whom to call at a company the caller has reached, the first one first."""
    return CompanyContact.objects.filter(company_id=company_id, active=True).order_by("-primary", "name")


def contact_who_left(company_id: int, contact_id: int) -> CompanyContact | None:
    """One who was just noted as gone from a company the caller has reached, for taking it back."""
    return CompanyContact.objects.filter(company_id=company_id, pk=contact_id, active=False).first()


def sign_ins(company: Company, *, actor: Actor) -> QuerySet[Membership]:
    """Who can sign in for a company the actor has reached."""
    return accounts.sign_ins_at_company(actor=actor, organisation_id=company.organisation_id)


def consultants(*, actor: Actor) -> QuerySet[Membership]:
    """Members who can hold a company or an order: company staff of the partnership's municipalities."""
    members = Membership.objects.filter(active=True, role__in=COMPANY_STAFF, organisation__kind="municipality")
    if actor.role != SYSTEM_ROLE:
        members = members.filter(_in_partnership("organisation_id", actor))
    return members.select_related("user", "organisation").order_by("organisation__name", "user__name")


def circle(*, actor: Actor) -> Circle:
    """Whom the actor may give an order or a company to; for nobody who may not. Who holds most open orders first."""
    members = consultants(actor=actor) if may_write(actor) else Membership.objects.none()
    return Circle(members, actor=actor, held=lambda: _held(actor))


def _held(actor: Actor) -> dict[int, int]:
    running = visible_orders(actor=actor).filter(status__in=("draft", "open"), owner__isnull=False).order_by()
    return dict(running.values_list("owner_id").annotate(n=Count("pk")))


def answer_due(order: JobOrder, *, on: date) -> datetime:
    """When the company must have its first answer at the latest (parameters: order_answer_hours, on working days)."""
    return due_of_answer(order.received_at, on=on)


def due_of_answer(received_at: datetime, *, on: date) -> datetime:
    """The same for an order received at that moment."""
    hours = parameters.value("order_answer_hours", on=on).whole()
    return workdays.hours_after(localtime(received_at), hours)
