"""Addresses below ``/<language>/account/``. The names are allauth's, which leads its own pages by them."""

from allauth.account import views as allauth
from django.urls import path, re_path

from pikir.accounts import views

urlpatterns = [
    path("", views.overview, name="settings"),
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-up/", views.SignUpView.as_view(), name="account_signup"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("again/", allauth.reauthenticate, name="account_reauthenticate"),
    path("confirm/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
    path("email/", allauth.email, name="account_email"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[-\w]{1,200})/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
