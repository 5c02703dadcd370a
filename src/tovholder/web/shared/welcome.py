"""The one-time link an administrator hands over: the new member chooses a password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.access_rules import open_to_all


class ChoosePassword(PasswordResetConfirmView):
    """Valid once, and for as long as PASSWORD_RESET_TIMEOUT says. The token leaves the address at once."""

    template_name = "signin/welcome.html"
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your password is saved. Sign in with it."))
        return super().form_valid(form)


choose_password = open_to_all("whoever holds the link may choose the password")(ChoosePassword.as_view())
