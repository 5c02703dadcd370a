"""The pages of signing in that we use. The library's others send e-mail or let people make accounts themselves."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from tovholder.web.shared import recovery, welcome
from tovholder.web.shared.second_step import adding_first

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),  # says that it is closed
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/ny/", account.password_set, name="account_set_password"),
    path("velkommen/<uidb64>/tag-imod/", welcome.accept, name="accept_invitation"),
    path("velkommen/<uidb64>/<token>/", welcome.choose_password, name="welcome"),
    path("invitationer/", welcome.own_invitations, name="own_invitations"),
    path("glemt/<uidb64>/<token>/", recovery.begin, name="recover"),
    path("glemt/ny/", recovery.choose, name="recovered"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/app/", adding_first(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/koder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/koder/nye/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/koder/hent/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/noegler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/noegler/ny/", adding_first(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/noegler/bekraeft/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/noegler/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/noegler/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("2fa/noegler/<int:pk>/fjern/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
