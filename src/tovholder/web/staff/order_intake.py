"""Take an order: find the company, write its words down, confirm the profile that was read out of them."""

from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import order_services, queries
from tovholder.web.shared import concepts, edits, sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import order_reading as reading
from tovholder.web.staff import orders_forms as forms

_SHOWN = 10


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def take(request: ActingRequest) -> HttpResponse:
    """Write an order down in the company's own words. Without a company in the address, find it first."""
    wanted = number_in(request.GET.get("virksomhed", ""))
    if not wanted:
        return _find_company(request)
    company = queries.company(wanted, actor=request.actor)
    form = forms.TakeOrder(request.POST or None, company=company)
    if request.method == "POST" and form.is_valid():
        return _taken(request, company, form)
    return render(
        request, "staff/orders/take.html", {"form": form, "company": company}, status=422 if form.errors else 200
    )


def _find_company(request: ActingRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    found = list(queries.search(actor=request.actor, text=text).order_by("name")[:_SHOWN]) if text else []
    return render(request, "staff/orders/find_company.html", {"found": found, "q": text})


def _taken(request: ActingRequest, company: queries.Company, form: forms.TakeOrder) -> HttpResponse:
    told = form.cleaned_data
    try:
        order = order_services.take_order(
            unit_id=told["unit"],
            title=told["title"] or reading.title(told["words"], on=timezone.localdate()) or company.name,
            words=told["words"],
            places=told["places"],
            contact_id=told["contact"],
            answer_by=told["answer_by"],
            request_key=told["request_key"],
            actor=request.actor,
            now=timezone.now(),
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return render(request, "staff/orders/take.html", {"form": form, "company": company}, status=422)
    messages.success(request, _routed(order, request))
    # Another municipality's tovholder confirms the own order; whoever took it down reads it.
    page = "staff:order_profile" if order_services.may_change(order, actor=request.actor) else "staff:order"
    return redirect(page, order.pk)


def _routed(order: queries.JobOrder, request: ActingRequest) -> str:
    """Who holds the order now: the company's one fixed contact person, wherever it was taken."""
    if order.owner is None or order.owner_id == request.actor.membership_id:
        return _("The order is taken. You are its tovholder.")
    names = {"name": order.owner.user.name, "organisation": order.owner.organisation.name}
    return (
        _("The order is taken. %(name)s, %(organisation)s, is the company's fixed contact and its tovholder.") % names
    )


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def profile(request: ActingRequest, order_id: int) -> HttpResponse:
    """Confirm or change the structured profile. A draft opens by being confirmed."""
    order = queries.order(order_id, actor=request.actor)
    if request.method == "GET" and not order_services.may_change(order, actor=request.actor):
        return redirect("staff:order", order_id)
    if request.method == "POST":
        occupation, skills = _standing(order)
        form = forms.Profile(request.POST, on=timezone.localdate(), standing=occupation)
        lines = forms.Skills(request.POST, prefix="skills", form_kwargs={"standing": skills})
        if form.is_valid() and lines.is_valid():
            return _confirmed(request, order, form, lines)
        return _profile_page(request, order, form, lines, status=422)
    form, lines = _filled(order)
    return _profile_page(request, order, form, lines)


def _standing(order: queries.JobOrder) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The occupation and the skills whose names the form fills in."""
    if order.confirmed_at is not None:
        return (order.occupation,) if order.occupation else (), tuple(row.skill for row in order.skills.all())
    return reading.codes(order, reading.read(order.words, on=timezone.localdate()))


def _filled(order: queries.JobOrder) -> "tuple[forms.Profile, BaseFormSet[forms.Skill]]":
    today, language = timezone.localdate(), forms.language()
    told, skills = forms.profile_initial(order), forms.skills_initial(order)
    if order.confirmed_at is None:
        found = reading.read(order.words, on=today)
        told = reading.initial(order, found, told, language=language)
        skills = reading.skills(found, skills, language=language)
    return forms.Profile(initial=told, on=today), forms.Skills(initial=skills, prefix="skills")


def _profile_page(
    request: ActingRequest,
    order: queries.JobOrder,
    form: forms.Profile,
    lines: "BaseFormSet[forms.Skill]",
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    found = reading.read(order.words, on=timezone.localdate())
    context = {
        "order": order,
        "form": form,
        "lines": lines,
        "pieces": reading.pieces(order.words, found),
        "evidence": reading.evidence_lines(found, language=forms.language()),
        "unanswered": reading.unanswered(order, found) if order.confirmed_at is None else [],
        **more,
    }
    return render(request, "staff/orders/profile.html", context, status=status)


def _confirmed(
    request: ActingRequest, order: queries.JobOrder, form: forms.Profile, lines: "BaseFormSet[forms.Skill]"
) -> HttpResponse:
    service = order_services.confirm_order if order.status == "draft" else order_services.change_order
    try:
        service(
            order_id=order.pk,
            version=form.cleaned_data["version"],
            profile=forms.profile_of(form, lines),
            actor=request.actor,
            now=timezone.now(),
        )
    except Stale:
        return _both_texts(request, order, form, lines)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _profile_page(request, order, form, lines, status=422)
    messages.success(request, _("The profile is confirmed. The list of people who fit is ready within a minute."))
    return redirect("staff:order", order.pk)


def _both_texts(
    request: ActingRequest, order: queries.JobOrder, form: forms.Profile, lines: "BaseFormSet[forms.Skill]"
) -> HttpResponse:
    """Somebody else saved in between: both texts are shown, and nothing of either is lost."""
    order = queries.order(order.pk, actor=request.actor)
    differences = edits.differences(form, forms.profile_initial(order))
    edits.renewed(form, "version", order.version)
    return _profile_page(request, order, form, lines, status=409, differences=differences, stale=True)


@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def names(request: ActingRequest, kind: str) -> HttpResponse:
    """Occupations or skills that begin as typed, as options of the field's list."""
    typed = next((str(value) for value in request.GET.values() if str(value).strip()), "")[:60]
    found = concepts.suggest("skill" if kind == "kompetence" else "occupation", typed, forms.language())
    return render(request, "staff/orders/names.html", {"found": found})
