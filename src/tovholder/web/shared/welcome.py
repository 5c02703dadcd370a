"""The one-time link of an invitation: a new member chooses a password; somebody who signs in here already says yes."""

from collections.abc import Iterable
from copy import copy
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tovholder.accounts import links, queries, sign_in_services
from tovholder.accounts.access_rules import members_only, open_to_all
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest

_OPENED = "invitation_opened_here"
_SHOWN = "invitation_as_shown"


class ChoosePassword(PasswordResetConfirmView):
    """Valid once, and for as long as PASSWORD_RESET_TIMEOUT says. The token leaves the address at once.

    The page is the same whether the address is known or not: whoever made the link may be the one who opens it."""

    template_name = "signin/welcome.html"
    success_url = reverse_lazy("account_login")
    token_generator = links.choosing_password

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(uid=self.kwargs["uidb64"], **kwargs)
        invited = queries.invitation(self.kwargs["uidb64"], self._token()) if self.validlink else []
        # Roles are listed for a first password only: a yes is a password with what was read beside it.
        self.request.session[_SHOWN] = queries.invitation_as_seen(invited)
        may_decline = links.user_of_own_invitation(self.kwargs["uidb64"], self._token()) is not None
        return shown | {"invited": invited if may_decline else [], "seen": queries.invitation_as_seen(invited)}

    def _token(self) -> str:
        token: str = self.request.session.get(INTERNAL_RESET_SESSION_TOKEN, "")
        return token

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """A no needs no password and no sign-in, or only whoever has one already could say it."""
        if request.POST.get("answer") != "no":
            return super().post(request, *args, **kwargs)
        try:
            seen = request.POST.get("seen", "")
            sign_in_services.decline_by_link(uid=self.kwargs["uidb64"], token=self._token(), seen=seen)
        except (NotAllowed, Stale):
            messages.error(request, sentences.refusal("invitation.changed", {}))
            return redirect(request.path)
        request.session.pop(INTERNAL_RESET_SESSION_TOKEN, None)
        messages.success(request, _("You said no, and they see it."))
        return redirect(self.success_url)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The password is held against the address invited, also where the row has one of its own."""
        told = super().get_form_kwargs()
        if told["user"] is None:  # a link that names nobody says that it does not work
            return told
        told["user"] = copy(told["user"])
        told["user"].email = told["user"].address
        return told

    def form_valid(self, form: Any) -> HttpResponse:
        """A first password is a yes to what the page listed: a role that came in between is shown before."""
        invited = queries.invitation(self.kwargs["uidb64"], self._token())
        if queries.invitation_as_seen(invited) != self.request.session.get(_SHOWN):
            messages.error(self.request, sentences.refusal("invitation.changed", {}))
            return redirect(self.request.path)
        sign_in_services.choose_first_password(user_id=form.user.pk, password=form.cleaned_data["new_password1"])
        self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN, None)
        if form.user.last_login:
            messages.success(self.request, _("Your password is saved. Sign in with it."))
            return redirect(self.success_url)
        # Whoever signs in here already and chose as new by mistake says yes with this, signed in with the old password.
        self.request.session[_OPENED] = [self.kwargs["uidb64"], links.renewed_invitation(form.user.pk)]
        words = _("Now sign in. If you have signed in here before, your old password holds, not the new one.")
        messages.success(self.request, words)
        return redirect(self.success_url)


choose_password = open_to_all("whoever holds the link may choose the password")(ChoosePassword.as_view())


@never_cache
@require_http_methods(["GET", "POST"])
@members_only(purpose="choose organisation")
def accept(request: ActingRequest, uidb64: str) -> HttpResponse:
    """Say yes to an invitation, signed in with one's own password and second step. Opening the page changes nothing."""
    opened, renewed = request.session.get(_OPENED, ("", ""))
    token = renewed if opened == uidb64 else request.session.get(INTERNAL_RESET_SESSION_TOKEN, "")
    invited = queries.invitation(uidb64, token)
    refusal, status = None, 200
    if request.method == "POST":
        try:
            return _answered(request, uidb64, token)
        except NotAllowed as refused:
            refusal, status = _told_at_once(refused), 422
        except Stale:
            refusal, status = sentences.refusal("invitation.changed", {}), 409
    email = request.user.email.lower()  # type: ignore[union-attr]
    is_own = bool(invited) and invited[0].user.stands_for == email
    stands_against = sign_in_services.why_not_accept(user_id=request.user.pk or 0, uid=uidb64, token=token)
    shown = {
        "invited": invited if is_own else [],
        "seen": queries.invitation_as_seen(invited),
        "link_works": bool(invited),
        "refusal": refusal or _told_at_once(stands_against if is_own else None),
        "can_accept": stands_against is None,
    }
    return render(request, "signin/accept.html", shown, status=status)


def _answered(request: ActingRequest, uid: str, token: str) -> HttpResponse:
    if request.POST.get("answer") == "no":
        invited = queries.invitation(uid, token)
        _said_no(request, invited[0].pk if invited else 0)
        messages.success(request, _("You said no, and they see it. Nothing of yours was changed."))
    else:
        name = _said_yes(request, uid, token)
        messages.success(request, _("You can now act for %(name)s.") % {"name": name})
    return redirect("home")


def _said_no(request: ActingRequest, membership_id: int) -> None:
    sign_in_services.decline_invitation(
        user_id=request.user.pk or 0, membership_id=membership_id, seen=request.POST.get("seen", "")
    )


def _said_yes(request: ActingRequest, uid: str, token: str) -> str:
    """For whom one acts from now on."""
    made = sign_in_services.accept_invitation(
        user_id=request.user.pk or 0, uid=uid, token=token, seen=request.POST.get("seen", "")
    )
    request.session.pop(INTERNAL_RESET_SESSION_TOKEN, None)
    request.session.pop(_OPENED, None)
    request.session["membership"] = made.pk
    name: str = made.organisation.name
    return name


@never_cache
@require_http_methods(["GET", "POST"])
@members_only(purpose="choose organisation")
def own_invitations(request: ActingRequest) -> HttpResponse:
    """To the owner of an address: what waits for an answer, and whether somebody chose a password for it. A yes only by
    the link that was handed over."""
    refusal, status = None, 200
    number = request.POST.get("membership", "")
    if request.method == "POST" and number.isdecimal() and len(number) < 19:
        try:
            _said_no(request, int(number))
        except NotAllowed as refused:
            refusal, status = _told_at_once(refused), 422
        except Stale:
            refusal, status = sentences.refusal("invitation.changed", {}), 409
        else:
            messages.success(request, _("You said no, and they see it. Nothing of yours was changed."))
            return redirect("own_invitations")
    email = request.user.email  # type: ignore[union-attr]
    opened, token = request.session.get(_OPENED, ("", ""))
    here = queries.invitation(opened, token)
    shown = {
        "waiting": _each_with_all_roles(queries.waiting_invitations(email=email)),
        "refusal": refusal,
        "opened": opened,
        "opened_user": here[0].user_id if here else None,
    }
    return render(request, "signin/own_invitations.html", shown, status=status)


def _each_with_all_roles(waiting: Iterable[Any]) -> list[dict[str, object]]:
    """One invitation is one answer, whatever it covers."""
    together = [list(of_one) for _user_id, of_one in groupby(waiting, key=lambda each: each.user_id)]
    return [{"first": of_one[0], "roles": of_one, "seen": queries.invitation_as_seen(of_one)} for of_one in together]


def _told_at_once(refused: NotAllowed | None) -> str | None:
    return sentences.refusal(refused.code, refused.facts) if refused else None
