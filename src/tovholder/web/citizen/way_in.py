"""In without MitID: the link that was handed over, and the code that was told another way."""

from typing import Any

from django import forms
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import open_to_all
from tovholder.accounts.personal_links import NoSuchLink
from tovholder.pathways import own_queries
from tovholder.pathways import way_in_services as services
from tovholder.web.shared import own_languages, second_step
from tovholder.web.shared.own_languages import in_all_languages

_LONGEST_TOKEN = 100
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Code(forms.Form):
    code = forms.RegexField(
        r"^\s*(\d\s*){6}$",
        label=_("Your code"),
        help_text=_("Six digits. Your municipality tells you the code, for example when they call you."),
        max_length=20,
        error_messages={"invalid": _("Write the six digits.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


@never_cache
@require_http_methods(["GET", "POST"])
@in_all_languages
@open_to_all("whoever holds the link is asked for the code next, and is shown nothing of a case before")
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code. All links that do not work get the same answer, and so do all codes."""
    form = Code(request.POST or None)
    try:
        link = services.open_link(token[:_LONGEST_TOKEN], now=timezone.now())
        if request.method == "POST" and form.is_valid():
            answered = services.try_code(
                token=token[:_LONGEST_TOKEN], code=form.cleaned_data["code"], now=timezone.now()
            )
            if answered.membership is not None:
                return signed_in(request, answered.membership)
            form.add_error("code", _("The code is not right, or it is too old."))  # alike, dead or alive
    except NoSuchLink:
        return render(request, "citizen/own/way_in.html", {"link_works": False}, status=404)
    shown = {"link_works": True, "form": form, "organisation": link.person.organisation}
    return render(request, "citizen/own/way_in.html", shown, status=422 if form.errors else 200)


def signed_in(request: HttpRequest, membership: Any) -> HttpResponse:
    """Whoever was signed in at this machine is signed out first."""
    logout(request)
    login(request, membership.user, backend=_BACKEND)
    request.session.set_expiry(0)  # with the browser: the machine may be shared
    request.session["membership"] = membership.pk
    second_step.comes_by_code(request)
    answer = redirect("citizen:home")
    own_languages.remember(request, answer, spoken=own_queries.spoken_by(membership.user_id))
    return answer
