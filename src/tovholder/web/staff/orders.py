"""Job orders: the list, one order with its ranking, and what is done with it: answered, asked again, handed over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import order_services, queries, survey_queries
from tovholder.placements import before_call
from tovholder.proposals import closing, shown
from tovholder.web.shared import concepts, edits, sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import orders_forms as forms
from tovholder.web.staff import ranking, surveys

STATUSES = {
    "draft": gettext_lazy("Draft"),
    "open": gettext_lazy("Looking for people"),
    "filled": gettext_lazy("Filled"),
    "withdrawn": gettext_lazy("Withdrawn"),
}
MARKS = {"draft": "note", "open": "good", "filled": "", "withdrawn": ""}
SORTS = {
    "modtaget": ["received_at"],
    "titel": ["title"],
    "virksomhed": ["unit__company__name"],
    "frist": ["answer_by", "received_at"],
}


@require_GET
@allows(*queries.READERS, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """The partnership's orders. The address is the filter: status, whose, industry, unanswered, to be asked again."""
    told = request.GET
    found = queries.orders(
        actor=request.actor,
        status=told.get("status", ""),
        owner_id=request.actor.membership_id if told.get("mine") else None,
        industry=told.get("branche", ""),
        unanswered=bool(told.get("ubesvaret")),
        stale_on=timezone.localdate() if told.get("gammel") else None,
        text=told.get("q", ""),
    )
    page = page_of(found, request, sorts=SORTS, first="-modtaget")
    return render(
        request,
        "staff/orders/index.html",
        {
            "page": page.with_rows([line(order) for order in page.rows]),
            "chosen": told,
            "statuses": STATUSES.items(),
            "industries": concepts.choices("industry", forms.language()),
            "may_write": queries.may_write(request.actor),
        },
    )


def line(order: queries.JobOrder) -> dict[str, Any]:
    """An order as a row: its status in words, its clock, whether it must be asked about again."""
    today, now = timezone.localdate(), timezone.now()
    due = queries.answer_due(order, on=today)
    waits = order.answered_at is None and order.status in ("draft", "open")
    return {
        "order": order,
        "status": STATUSES[order.status],
        "mark": MARKS[order.status],
        "answer_due": due if waits else None,
        "is_late": waits and due < now,
        "contact_left": has_left(order),
        "is_stale": order.status == "open" and order.fresh_until < today,
    }


def has_left(order: queries.JobOrder) -> bool:
    """The one who is asked about an order that goes on is no longer at the company."""
    return order.status in ("draft", "open") and order.contact is not None and not order.contact.active


@require_GET
@allows(*queries.READERS, purpose="companies")
def detail(request: ActingRequest, order_id: int) -> HttpResponse:
    """One order: the need, the company's words, who holds it, who fits."""
    return render(request, "staff/orders/detail.html", _detail(request, order_id))


def _detail(request: ActingRequest, order_id: int, **bound: Any) -> dict[str, Any]:
    said_columns = survey_queries.newest_columns("unit__company", request.actor)
    order = queries.order(order_id, actor=request.actor, more=said_columns)
    told = line(order)
    may_write = order_services.may_change(order, actor=request.actor)
    numbers = closing.numbers(order.pk)
    return {
        **told,
        **_said(order),
        "taken": numbers.taken if order.status != "draft" else 0,
        "ending": numbers.ending,
        "required": [row for row in order.skills.all() if row.required],
        "useful": [row for row in order.skills.all() if not row.required],
        "danish": dict(forms.danish_levels()).get(order.danish_level or 0) if order.danish_level is not None else "",
        "may_write": may_write,
        "withdraw": forms.Withdraw(initial={"version": order.version}, auto_id="withdraw_%s"),
        "hand_over": _hand_over(request, order) if may_write else None,
        "contact_form": _contact_form(order) if may_write and told["contact_left"] else None,
        **(_room(order) if may_write else {}),
        **_ranking(request, order),
        **bound,
    }


def _said(order: queries.JobOrder) -> dict[str, Any]:
    """What the company last answered our own municipality: ready for whom, and how many it expects to hire (S35-4)."""
    call = survey_queries.newest_of({name: getattr(order, name) for name in survey_queries.NEWEST})
    return {"barometer": call, "said": surveys.worded(call, call.reply.round) if call else []}


def _room(order: queries.JobOrder) -> dict[str, Any]:
    """The places on the days ahead; and what to ask the company before anybody can be sure of one now (ADR 9)."""
    if order.status not in ("draft", "open"):
        return {}
    ahead = before_call.spans_of([order.unit_id], on=timezone.localdate())[order.unit_id]
    return {"ahead": ahead, "room": None if ahead[0].decision.allowed else ahead[0].decision}


def _contact_form(order: queries.JobOrder) -> forms.ChooseContact | None:
    """Who to ask instead: those at the same workplace first, then the one to call first. None when nobody is known."""
    known = list(queries.contacts(order.unit.company_id))
    known.sort(key=lambda each: each.unit_id != order.unit_id)
    form = forms.ChooseContact(initial={"version": order.version}, contacts=known, auto_id="contact_%s")
    return form if known else None


def _ranking(request: ActingRequest, order: queries.JobOrder) -> dict[str, Any]:
    """Who fits, for those who may propose somebody; a draft has no list yet."""
    if not shown.may_read(request.actor) or order.status == "draft":
        return {}
    return {**ranking.context(order, actor=request.actor), "may_propose": order.status == "open"}


def _hand_over(request: ActingRequest, order: queries.JobOrder) -> forms.HandOver:
    circle = queries.circle(actor=request.actor)
    return forms.HandOver(initial={"version": order.version}, circle=circle, auto_id="hand_over_%s")


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def answer(request: ActingRequest, order_id: int) -> HttpResponse:
    """The company has had its first answer: the clock stops."""
    done = _("Noted: the company has had its answer.")
    return _done(request, order_id, order_services.answer_order, done, now=timezone.now())


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def still_holds(request: ActingRequest, order_id: int) -> HttpResponse:
    """Somebody asked the company, and the need still holds."""
    done = _("Noted: the order still holds.")
    return _done(request, order_id, order_services.still_holds, done, on=timezone.localdate(), now=timezone.now())


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def withdraw(request: ActingRequest, order_id: int) -> HttpResponse:
    """The company does not need anybody after all."""
    form = forms.Withdraw(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return render(request, "staff/orders/detail.html", _detail(request, order_id, withdraw=form), status=422)
    return _done(
        request,
        order_id,
        closing.withdraw_order,
        _("The order is withdrawn."),
        form=("withdraw", form),
        words=form.cleaned_data["words"],
        now=timezone.now(),
    )


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def choose_contact(request: ActingRequest, order_id: int) -> HttpResponse:
    """Somebody else at the company is asked about the order."""
    contact_id = number_in(request.POST.get("contact", ""))
    done = _("The order has another contact person.")
    return _done(request, order_id, order_services.choose_contact, done, contact_id=contact_id, now=timezone.now())


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def hand_over(request: ActingRequest, order_id: int) -> HttpResponse:
    """Another tovholder takes the order on."""
    form = forms.HandOver(request.POST, circle=queries.circle(actor=request.actor), auto_id="hand_over_%s")
    if not form.is_valid():
        return render(request, "staff/orders/detail.html", _detail(request, order_id, hand_over=form), status=422)
    owner_id = form.cleaned_data["owner"]
    done = _("%(name)s is the tovholder of the order now.") % {"name": form.fields["owner"].told(owner_id)}  # type: ignore[attr-defined]
    return _done(request, order_id, order_services.assign_owner, done, owner_id=owner_id, now=timezone.now())


def _done(
    request: ActingRequest,
    order_id: int,
    service: Any,
    thanks: str,
    form: tuple[str, forms.Withdraw] | None = None,
    **told: Any,
) -> HttpResponse:
    """Take the step the page was opened for; say so when somebody was first or it is refused. What was written in the
    form of a step that was not taken stays on the page."""
    version = number_in(request.POST.get("version", ""))
    try:
        service(order_id=order_id, version=version, actor=request.actor, **told)
    except Stale:
        messages.warning(
            request, _("Somebody else changed this order while you were looking. This is how it stands now.")
        )
        if form is not None:
            return _with_words(request, order_id, *form, status=409)
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        if form is not None:
            return _with_words(request, order_id, *form, status=422)
    else:
        messages.success(request, thanks)
    return redirect("staff:order", order_id)


def _with_words(request: ActingRequest, order_id: int, name: str, form: forms.Withdraw, *, status: int) -> HttpResponse:
    """The order as it stands now, with the form as it was sent: the step can be taken again while it is open."""
    context = _detail(request, order_id)
    order = context["order"]
    if context["may_write"] and order.status != "withdrawn":
        context |= {name: edits.renewed(form, "version", order.version), "is_kept": True}
    else:
        context["kept_words"] = form.cleaned_data["words"]
    messages.info(request, edits.still_here())
    return render(request, "staff/orders/detail.html", context, status=status)
