"""Walls around each request: who acts for whom, nothing without a rule, nothing shown that is not logged or is kept."""

import logging
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from tovholder.accounts import queries, readlog
from tovholder.accounts.access_rules import Rule, permits
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.pathways import whose_queries
from tovholder.people.queries import NoSuchPerson
from tovholder.proposals import queries as proposals
from tovholder.web.shared import acting, errors, second_step, unsent
from tovholder.web.shared.rules_of_views import rule_of

logger = logging.getLogger("tovholder.access")
Respond = Callable[[HttpRequest], HttpResponse]


class ActingOrganisation:
    """Sets request.actor: the signed-in user acting for the organisation chosen in the session, or None."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.memberships = []  # type: ignore[attr-defined]
        request.actor = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.memberships = queries.memberships_of(request.user.pk)  # type: ignore[attr-defined]
            request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.respond(request)

    def _actor(self, request: HttpRequest) -> Actor | None:
        chosen = request.session.get("membership")
        mine = request.memberships  # type: ignore[attr-defined]
        membership = next((m for m in mine if m.pk == chosen), mine[0] if len(mine) == 1 else None)
        return queries.actor_of(membership) if membership else None


class KeptNowhere:
    """No page of somebody who is signed in is kept by the browser or on the way: the next at the machine reads none."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.respond(request)
        if was_signed_in or request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response


class ReadLog:
    """Writes what the request showed before the answer leaves; when that fails, the answer does not leave."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if actor is None or not (actor.book.shown or actor.book.refused):
            return response
        route = request.resolver_match.view_name if request.resolver_match else ""
        try:
            if actor.book.shown:
                readlog.write(actor=actor, route=route, shown=actor.book.shown)
            if actor.book.refused:
                readlog.write(actor=actor, route=route, shown=actor.book.refused, allowed=False)
        except Exception:
            logger.exception("the read log could not be written; nothing is shown")
            response.close()
            return render(request, "shared/error.html", {"error": "unlogged"}, status=503)
        return response


class DenyByDefault:
    """A view without a rule is refused; a rule that does not permit the actor's role is refused."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        return errors.only_by_its_button(request, response) if response.status_code == 405 else response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[object], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        rule = rule_of(view)
        if rule is None:
            logger.error("no rule on %s: refused", request.resolver_match and request.resolver_match.view_name)
            return render(request, "shared/error.html", {"error": "forbidden"}, status=403)
        if "%00" in request.META.get("QUERY_STRING", ""):  # no address of ours has one, and PostgreSQL takes none
            return render(request, "shared/error.html", {"error": "bad_request"}, status=400)
        if rule.roles is None:
            return _step_before_changing_steps(request)
        return self._members_way(request, rule)

    def _members_way(self, request: HttpRequest, rule: Rule) -> HttpResponse | None:
        writes = request.method == "POST"
        if not request.user.is_authenticated:
            if writes:
                return unsent.page(request, "signed_out")
            return redirect_to_login(request.get_full_path(), login_url="personas" if settings.DEMO else None)
        if _needs_second_factor(request) and not second_step.came_by_code(request):
            return redirect("mfa_index")
        if not _is_persona_of_demo(request) and not second_step.is_shown_in(request):
            return second_step.asked_for(request)
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if actor is None and rule.purpose != "choose organisation":
            if writes:
                return unsent.page(request, "no_organisation")
            return redirect(
                f"{reverse('choose_organisation')}?{urlencode({'next': request.get_full_path()}, safe='/')}"
            )
        return _acting_way(request, actor, rule) if actor is not None else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NoSuchPerson | OutOfReach):
            return render(request, "shared/error.html", {"error": "not_found"}, status=404)
        # A page with a form catches these two itself and shows both texts or the reason; this is for the rest.
        if isinstance(exception, Stale):
            return render(request, "shared/error.html", {"error": "stale"}, status=409)
        if isinstance(exception, NotAllowed):
            return render(request, "shared/error.html", {"error": "forbidden", "refusal": exception}, status=403)
        return None


def _acting_way(request: HttpRequest, actor: Actor, rule: Rule) -> HttpResponse | None:
    """What the one they act for now may: a form opened for another is not taken for it."""
    request.actor = actor.for_purpose(rule.purpose)  # type: ignore[attr-defined]
    if request.method == "POST" and rule.purpose != "choose organisation" and acting.is_for_another(request):
        return unsent.page(request, "another_organisation")
    if not permits(rule, actor.role, actor.kind):
        if request.resolver_match is not None:
            _refused(request.resolver_match.kwargs, actor)
        return render(request, "shared/error.html", {"error": "forbidden"}, status=403)
    return None


def _refused(arguments: dict[str, object], actor: Actor) -> None:
    """A role that may not open an address of one citizen has tried: it stands in the citizen's log all the same."""
    whose_queries.refuse(arguments, actor=actor)
    if isinstance(number := arguments.get("proposal_id"), int):
        proposals.missed(number, actor)


# What a session that has only shown a password could use to get round the second step of its owner.
_CHANGES_SIGN_IN = ("mfa_", "account_change_password", "account_set_password")
_SHOWS_STEP = {"mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"}


def _step_before_changing_steps(request: HttpRequest) -> HttpResponse | None:
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    if not name.startswith(_CHANGES_SIGN_IN) or name in _SHOWS_STEP or not request.user.is_authenticated:
        return None
    if second_step.came_by_code(request):
        # A key added here would open the pages after the link is shut, to whoever held the telephone for a minute.
        return render(request, "shared/error.html", {"error": "forbidden"}, status=403)
    if _is_persona_of_demo(request) or _needs_second_factor(request) or second_step.is_shown_in(request):
        return None
    return second_step.asked_for(request)


def _is_persona_of_demo(request: HttpRequest) -> bool:
    return bool(settings.DEMO and request.user.is_persona)  # type: ignore[union-attr]


def _needs_second_factor(request: HttpRequest) -> bool:
    """Staff and companies sign in with a second factor; demo personas have none and exist only in demo mode."""
    from allauth.mfa.utils import is_mfa_enabled

    return not _is_persona_of_demo(request) and not is_mfa_enabled(request.user)
