"""A company's own workspace: its strategy, what it opens and to whom, and which channels gave it people (S17)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import campaigns_queries as queries
from tovholder.companies import channels_queries as channels
from tovholder.companies import offers_services as services
from tovholder.companies import queries as companies
from tovholder.web.company import offers_forms
from tovholder.web.shared import edits, offer_forms, sentences
from tovholder.web.shared.requests import ActingRequest

_SHOWN = 50
_STRATEGY, _POSTING = "strategy_%s", "posting_%s"  # three forms on one page, each with ids of its own
_COUNT = "count%d_%%s"  # and one for each posting
_CHANGED = gettext_lazy("It was changed while you were writing. This is how it stands now.")


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """Strategy, offers and channels on one page."""
    return _page(request)


def _page(
    request: ActingRequest, *, status: int = 200, counted: Mapping[int, offers_forms.Count] | None = None, **bound: Any
) -> HttpResponse:
    company = companies.own_company(actor=request.actor)
    strategy = channels.strategy(company)
    initial = {"version": strategy.version, "words": strategy.words, "channels_used": strategy.channels}
    offers = list(queries.offers(actor=request.actor, status="").order_by("-opened_at")[:_SHOWN])
    things = offers_forms.things(offers, companies.orders(actor=request.actor, status="open")[:_SHOWN])
    posts = channels.posts(actor=request.actor).order_by("-posted_on", "-pk")[:_SHOWN]
    shown: dict[str, Any] = {
        "company": company,
        "strategy": strategy,
        "offers": offers,
        "posts": [(post, (counted or {}).get(post.pk) or _count_of(post)) for post in posts],
        "given": channels.given(actor=request.actor),
        "strategy_form": offers_forms.Strategy(initial=initial, auto_id=_STRATEGY),
        "offer_form": offer_forms.Offer(),
        "post_form": offer_forms.Posting(things=things, auto_id=_POSTING) if things else None,
    }
    return render(request, "company/offers/index.html", shown | bound, status=status)


def _count_of(post: Any) -> offers_forms.Count:
    initial = {name: getattr(post, name) for name in ("version", "candidates", "hires")}
    return offers_forms.Count(initial=initial, auto_id=_COUNT % post.pk)


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="own page")
def strategy(request: ActingRequest) -> HttpResponse:
    """The company's own words on how it finds its people."""
    form = offers_forms.Strategy(request.POST, auto_id=_STRATEGY)
    if form.is_valid():
        try:
            services.tell_strategy(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("company:offers")
        except Stale:
            saved = channels.strategy(companies.own_company(actor=request.actor))
            told = {"words": saved.words, "channels_used": saved.channels}
            differences = edits.differences(form, told)
            edits.renewed(form, "version", saved.version)
            return _page(request, status=409, strategy_form=form, differences=differences)
    return _page(request, status=422, strategy_form=form)


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="own page")
def new(request: ActingRequest) -> HttpResponse:
    """Open something, and publish it to whom one likes."""
    form = offer_forms.Offer(request.POST)
    if not form.is_valid():
        return _page(request, status=422, offer_form=form)
    company = companies.own_company(actor=request.actor)
    services.open_offer(
        company_id=company.pk,
        facts=form.facts(),
        request_key=form.cleaned_data["request_key"],
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("Written down."))
    return redirect("company:offers")


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def detail(request: ActingRequest, offer_id: int) -> HttpResponse:
    """One offer: to whom it is published, what was used, and that it is withdrawn."""
    offer = queries.offer(offer_id, actor=request.actor)
    form = offers_forms.Published(
        request.POST or None, initial={"version": offer.version, "audiences": offer.audience_codes, "number": 0}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, offer, form)
            messages.success(request, _("Saved."))
            return redirect("company:offers")
        except Stale:
            messages.warning(request, _CHANGED)
            return redirect("company:offer", offer.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    language = get_language() or "da"
    title = parameters.term("offer_kinds", offer.kind).label(language)
    shown = {"offer": offer, "form": form, "title": title}
    return render(request, "company/offers/offer.html", shown, status=422 if form.errors else 200)


def _change(request: ActingRequest, offer: queries.CompanyOffer, form: offers_forms.Published) -> None:
    told, now = form.cleaned_data, timezone.now()
    if "withdraw" in request.POST:
        services.withdraw(offer_id=offer.pk, version=told["version"], actor=request.actor, now=now)
        return
    saved = services.publish(
        offer_id=offer.pk, version=told["version"], audiences=told["audiences"], actor=request.actor, now=now
    )
    if told["number"]:
        services.use(offer_id=offer.pk, version=saved.version, number=told["number"], actor=request.actor, now=now)


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="own page")
def post(request: ActingRequest) -> HttpResponse:
    """Note where an own job or offer is posted."""
    offers = list(queries.offers(actor=request.actor, status="").order_by("-opened_at")[:_SHOWN])
    things = offers_forms.things(offers, companies.orders(actor=request.actor, status="open")[:_SHOWN])
    form = offer_forms.Posting(request.POST, things=things, auto_id=_POSTING)
    if not form.is_valid():
        return _page(request, status=422, post_form=form)
    services.post(actor=request.actor, **form.told())
    messages.success(request, _("Saved."))
    return redirect("company:offers")


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="own page")
def count(request: ActingRequest, post_id: int) -> HttpResponse:
    """What a posting gave, from the line it stands in. A number that cannot be is told in that line, and kept there."""
    found = channels.post(post_id, actor=request.actor)
    form = offers_forms.Count(request.POST, auto_id=_COUNT % found.pk)
    if not form.is_valid():
        return _page(request, status=422, counted={found.pk: form})
    try:
        services.count(post_id=found.pk, ended_on=found.ended_on, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(request, _CHANGED)
    except NotAllowed as refused:
        form.add_error("hires", sentences.refusal(refused.code, refused.facts))
        return _page(request, status=422, counted={found.pk: form})
    return redirect("company:offers")
