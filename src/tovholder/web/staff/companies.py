"""Companies: the list, one company with its workplaces and people, and what is written down about it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import desk_queries, queries, rules, services
from tovholder.companies import together_queries as together
from tovholder.companies.facts import NewUnit
from tovholder.placements import before_call, gathering
from tovholder.placements import queries as placements
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import companies_forms as forms
from tovholder.web.staff import orders, surveys

SORTS = {"navn": ["name"], "cvr": ["cvr"], "konsulent": ["consultant__user__name", "name"]}
_MONTHS = 4
_SHOWN_ORDERS = 10
STALE = gettext_lazy("Somebody else changed this company while you were looking. This is how it stands now.")


@require_GET
@allows(*queries.READERS, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Companies by name or number, industry, municipality, mine, those without a fixed consultant."""
    told = request.GET
    found = queries.search(
        actor=request.actor,
        text=told.get("q", ""),
        industry=told.get("branche", ""),
        municipality=told.get("kommune", ""),
        consultant_id=request.actor.membership_id if told.get("mine") else 0 if told.get("uden") else None,
    )
    page = page_of(found, request, sorts=SORTS, first="navn")
    ids = [company.pk for company in page.rows]
    wanted, here = queries.open_orders_of(ids, actor=request.actor), placements.running_at_companies(ids)
    rows = [(company, wanted.get(company.pk, 0), here.get(company.pk, 0)) for company in page.rows]
    return render(
        request,
        "staff/companies/index.html",
        {
            "page": page.with_rows(rows),
            "chosen": told,
            "industries": concepts.choices("industry", language()),
            "municipalities": forms.municipalities(),
            "may_write": queries.may_write(request.actor),
        },
    )


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest) -> HttpResponse:
    """Register a company with its first workplace. One that is already here is opened instead."""
    form = forms.Register(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _registered(request, form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/companies/new.html", {"form": form}, status=422 if form.errors else 200)


def _registered(request: ActingRequest, told: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    company = services.register_company(
        cvr=told["cvr"], name=told["name"], industry=told["industry"], actor=request.actor, now=now
    )
    unit = NewUnit(
        p_number=told["p_number"],
        name=told["name"],
        street=told["street"],
        postcode=told["postcode"],
        municipality_code=told["municipality_code"],
    )
    services.add_unit(company_id=company.pk, facts=unit, stays_of=_stays_of(company.pk), actor=request.actor, now=now)
    decision = rules.check_cvr(company.cvr)
    if decision.code == "cvr.check_digit_warning":
        messages.warning(request, sentences.sentence(decision))
    return redirect("staff:company", company.pk)


@require_GET
@allows(*queries.READERS, purpose="companies")
def detail(request: ActingRequest, company_id: int) -> HttpResponse:
    """One company: workplaces with places left, contacts, the fixed consultant, its orders."""
    return page(request, company_id)


def page(request: ActingRequest, company_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    now, sees_desk = timezone.now(), request.actor.may(*desk_queries.LOGGERS)
    more = desk_queries.burden_columns(actor=request.actor, now=now) if sees_desk else {}
    company = queries.company(company_id, actor=request.actor, more=more)
    may_write = queries.may_write(request.actor)
    here = placements.running_by_municipality([unit.pk for unit in company.units.all()])
    found = queries.orders(actor=request.actor, company_id=company.pk).order_by("-received_at")[:_SHOWN_ORDERS]
    may_change = may_write and services.may_change(company, stays_of=_serving(here, found), actor=request.actor)
    workplaces = _workplaces(company, here, may_change)
    return render(
        request,
        "staff/companies/detail.html",
        {
            "company": company,
            "workplaces": workplaces,
            **(surveys.with_what_it_said(desk_queries.burden_of(company, now=now)) if sees_desk else {}),
            "agreements": together.agreements(actor=request.actor).filter(company=company),
            "orders": [orders.line(order) for order in found],
            "running": sum(row["running"] for row in workplaces),
            "may_write": may_write,
            "may_change": may_change,
            "who_left": _who_left(request, company) if may_change else None,
            "sign_ins": list(queries.sign_ins(company, actor=request.actor)) if may_write else [],
            **(_forms(request, company) if may_change else {}),
            **bound,
        },
        status=status,
    )


def _serving(here: dict[int, dict[int, int]], shown: Iterable[queries.JobOrder]) -> frozenset[int]:
    """Whose stays run there, and who has the orders the page shows anyway: what need not be asked again."""
    stays = {organisation for of_unit in here.values() for organisation in of_unit}
    return frozenset(stays | {order.taken_by_id for order in shown if order.status != "withdrawn"})


def _stays_of(company_id: int) -> frozenset[int]:
    return placements.municipalities_with_stays_at(company_id)


def _who_left(request: ActingRequest, company: queries.Company) -> Any:
    """The contact whom the page before noted as gone, so that a wrong press can be taken back at once."""
    number = number_in(request.GET.get("stoppet", ""))
    return queries.contact_who_left(company.pk, number) if number else None


def _workplaces(company: queries.Company, here: dict[int, dict[int, int]], may_change: bool) -> list[dict[str, Any]]:
    """Each workplace with its places left (as known here, as stated) and the form to state it anew."""
    today = timezone.localdate()
    units = list(company.units.all())
    ahead = before_call.spans_of([unit.pk for unit in units], on=today)
    return [
        {
            "unit": unit,
            "left": ahead[unit.pk][0].decision,
            "ahead": ahead[unit.pk][1:],
            "running": sum(here.get(unit.pk, {}).values()),
            "headcount": next(iter(unit.headcounts.all()), None),
            "stated": next(iter(unit.stated_stays.all()), None),
            "staffing": _staffing(unit) if may_change else None,
        }
        for unit in units
    ]


def _staffing(unit: Any) -> forms.Staffing:
    months = gathering.months_before(timezone.localdate(), _MONTHS)
    known = {headcount.month: headcount.fte for headcount in unit.headcounts.all()}
    initial = {f"fte_{month:%Y%m}": known.get(month) for month in months} | {"unit": unit.pk}
    return forms.Staffing(initial=initial, months=months, auto_id=f"unit{unit.pk}_%s")


def _forms(request: ActingRequest, company: queries.Company) -> dict[str, Any]:
    version, circle = {"version": company.version}, queries.circle(actor=request.actor)
    return {
        "workplace_form": forms.Workplace(auto_id="workplace_%s"),
        "contact_form": forms.Contact(auto_id="contact_%s"),
        "sign_in_form": forms.SignIn(initial=version, auto_id="sign_in_%s"),
        "consultant_form": forms.Consultant(initial=version, circle=circle, auto_id="consultant_%s"),
        "change_form": forms.Change(
            initial={"version": company.version, "name": company.name, "industry": company.industry},
            auto_id="change_%s",
        ),
        "ended_form": forms.Ended(initial=version, auto_id="ended_%s"),
    }


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def change(request: ActingRequest, company_id: int) -> HttpResponse:
    """Name and industry."""
    form = forms.Change(request.POST, auto_id="change_%s")

    def change_it(**told: Any) -> Any:
        return services.change_company(stays_of=_stays_of(company_id), **told)

    return save(request, company_id, form, "change_form", change_it)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def consultant(request: ActingRequest, company_id: int) -> HttpResponse:
    """Give the company its one fixed consultant; its open orders follow."""
    form = forms.Consultant(request.POST, circle=queries.circle(actor=request.actor), auto_id="consultant_%s")

    def assign(*, consultant: int, **told: Any) -> Any:
        return services.assign_consultant(consultant_id=consultant, stays_of=_stays_of(company_id), **told)

    def done() -> str:
        told = form.fields["consultant"].told(form.cleaned_data["consultant"])  # type: ignore[attr-defined]
        return _("%(name)s is the company's fixed consultant now.") % {"name": told}

    return save(request, company_id, form, "consultant_form", assign, done)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def add_workplace(request: ActingRequest, company_id: int) -> HttpResponse:
    """One more production unit."""
    form = forms.Workplace(request.POST, auto_id="workplace_%s")

    def add(*, company_id: int, actor: Any, now: Any, **told: Any) -> Any:
        unit = NewUnit(**told)
        return services.add_unit(
            company_id=company_id, facts=unit, stays_of=_stays_of(company_id), actor=actor, now=now
        )

    return save(request, company_id, form, "workplace_form", add)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def staffing(request: ActingRequest, company_id: int) -> HttpResponse:
    """What the employer says of a workplace today: headcounts and others' stays."""
    company = queries.company(company_id, actor=request.actor)
    months = gathering.months_before(timezone.localdate(), _MONTHS)
    form = forms.Staffing(request.POST, months=months)
    unit = next((row for row in company.units.all() if str(row.pk) == request.POST.get("unit")), None)
    if unit is None or not form.is_valid():
        messages.error(request, _("The figures could not be read. Numbers only, with a comma for the decimals."))
        return redirect("staff:company", company_id)
    told: dict[str, Any] = {
        "unit_id": unit.pk,
        "stated_on": timezone.localdate(),
        "stays_of": _stays_of(company_id),
        "actor": request.actor,
        "now": timezone.now(),
    }
    try:
        _state(form, told)
        messages.success(request, _("Saved."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:company", company_id)


def _state(form: forms.Staffing, told: dict[str, Any]) -> None:
    for month, fte in form.stated():
        services.state_headcount(month=month, fte=fte, **told)
    if form.cleaned_data["others"] is not None:
        services.state_stays(fte=form.cleaned_data["others"], **told)


def save(
    request: ActingRequest,
    company_id: int,
    form: django_forms.Form,
    name: str,
    service: Any,
    done: Callable[[], str] | None = None,
) -> HttpResponse:
    """One form of the page: save it, or show the page again with the faults beside the fields."""
    if not form.is_valid():
        return page(request, company_id, status=422, **{name: form})
    try:
        service(company_id=company_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, done() if done else _("Saved."))
    except Stale:
        messages.warning(request, STALE)
    except NotAllowed as refused:
        words = sentences.refusal(refused.code, refused.facts)
        form.add_error(None, words)
        # Whoever may not change the company sees no form for the words to stand in.
        return page(request, company_id, status=422, refused=words, **{name: form})
    return redirect("staff:company", company_id)
