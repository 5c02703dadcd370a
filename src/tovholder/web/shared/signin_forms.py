"""The sign-in library's forms in our words."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddPasskey(AddWebAuthnForm):
    """A passkey with a name; ticked, it is enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Use it instead of the password")
        self.fields["passwordless"].help_text = _("The key then asks for your finger, your face or a PIN.")


class AddApp(ActivateTOTPForm):
    """The code an app shows, to prove that it has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")
