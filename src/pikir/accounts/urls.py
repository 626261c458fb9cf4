"""Addresses below ``/<language>/account/``. The names are allauth's, which leads its own pages by them."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path, re_path

from pikir.accounts.views import eid, organisations, own, pages, relations, safety, settings

urlpatterns = [
    path("", own.overview, name="settings"),
    path("settings/", settings.overview, name="all_settings"),
    path("page/", pages.details, name="page"),
    path("page/<handle:handle>/", pages.details, name="page_of"),
    path("handle/", pages.handle, name="handle"),
    path("handle/<handle:handle>/", pages.handle, name="handle_of"),
    path("organisations/", organisations.overview, name="organisations"),
    path("organisations/<handle:handle>/", organisations.organisation, name="organisation"),
    path("sign-in/", own.SignInView.as_view(), name="account_login"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", safety.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-in/eid/", eid.sign_in, name="eid_sign_in"),
    path("sign-up/eid/", eid.EidSignUpView.as_view(), name="socialaccount_signup"),
    path("sign-up/", own.SignUpView.as_view(), name="account_signup"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("again/", allauth.reauthenticate, name="account_reauthenticate"),
    path("again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("safety/", safety.overview, name="mfa_index"),
    path("safety/sessions/", safety.end_sessions, name="end_sessions"),
    path("safety/app/", app.activate_totp, name="mfa_activate_totp"),
    path("safety/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("safety/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("safety/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("safety/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("safety/passkeys/new/", safety.add_passkey, name="mfa_add_webauthn"),
    path("safety/passkeys/<int:pk>/", safety.rename_passkey, name="mfa_edit_webauthn"),
    path("safety/passkeys/<int:pk>/remove/", safety.remove_passkey, name="mfa_remove_webauthn"),
    path("safety/eid/remove/", eid.disconnect, name="eid_disconnect"),
    path("voice/", include("pikir.accounts.attestations.urls")),
    path("relations/", relations.overview, name="relations"),
    path("relations/filters/", relations.filters, name="relations-filters"),
    path("relations/files/", relations.files, name="relations-files"),
    path("relations/files/lists/", relations.publish, name="relations-publish"),
    path("relations/files/<slug:which>.csv", relations.export, name="relations-export"),
    path("relations/@<handle:handle>/<slug:act>/", relations.relate, name="relate"),
    path("relations/<slug:which>/", relations.people, name="relations-list"),
    path("confirm/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
    path("email/", allauth.email, name="account_email"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("password/new/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[-\w]{1,200})/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
