"""Back in without the password: the link a colleague handed over, and the own second step. Neither is enough alone."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tovholder.accounts import links, sign_in_services
from tovholder.accounts.access_rules import members_only, open_to_all
from tovholder.accounts.conflicts import NotAllowed
from tovholder.web.shared.requests import ActingRequest

_RECOVERS = "recovers_user"


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("whoever holds the link is asked for the second step next, and for nothing before")
def begin(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Says what comes; its button leads to the page that asks for the code or the passkey.

    Whoever was signed in at this machine is signed out first: a second step that was shown earlier does not count."""
    works = links.user_of_recovery(uidb64, token) is not None
    if request.method == "GET" or not works:
        return render(request, "signin/recover.html", {"link_works": works})
    try:
        user = sign_in_services.begin_recovery(uid=uidb64, token=token)
    except NotAllowed:  # begun elsewhere in this very moment
        return render(request, "signin/recover.html", {"link_works": False})
    logout(request)
    request.session[_RECOVERS] = user.pk
    answer: HttpResponse = perform_login(request, user, redirect_url=reverse("recovered"))
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
@members_only(purpose="choose organisation")
def choose(request: ActingRequest) -> HttpResponse:
    """The new password, for whoever came by the link and showed the second step in this very session."""
    if request.session.get(_RECOVERS) != request.user.pk:
        return redirect("account_change_password")
    form: Any = SetPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sign_in_services.choose_password_again(
            user_id=request.user.pk or 0, password=form.cleaned_data["new_password1"]
        )
        request.user.refresh_from_db()  # type: ignore[union-attr]
        update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
        request.session.pop(_RECOVERS, None)
        messages.success(request, _("The password is saved. You are signed out everywhere else."))
        return redirect("home")
    return render(request, "signin/recovered.html", {"form": form}, status=422 if form.errors else 200)
