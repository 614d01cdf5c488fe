# SPDX-License-Identifier: EUPL-1.2
"""Signing in and one's own account (docs/addresses.md). allauth finds its own pages by these names."""

from __future__ import annotations

from django.urls import path, re_path

from kapstok.web.account import account, by_mail, by_provider, recovery, sessions, sign_in

urlpatterns = [
    path("aanmelden", sign_in.sign_in, name="account_login"),
    path("aanmelden/link", by_mail.ask, name="account_mail_link"),
    path("aanmelden/link/<str:token>", by_mail.open_link, name="account_link"),
    path("aanmelden/verstuurd", by_mail.sent, name="account_link_sent"),
    path("aanmelden/tweede-stap", sign_in.second_factor, name="mfa_authenticate"),
    path("aanmelden/oidc", by_provider.begin, name="account_provider"),
    path("aanmelden/oidc/terug", by_provider.come_back, name="account_provider_back"),
    path("aanmelden/wachtwoord-vergeten", sign_in.forgotten, name="account_reset_password"),
    path(
        "aanmelden/wachtwoord-vergeten/verstuurd", sign_in.forgotten_done, name="account_reset_password_done"
    ),
    re_path(
        r"^aanmelden/wachtwoord-kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        sign_in.choose_password,
        name="account_reset_password_from_key",
    ),
    path("aanmelden/wachtwoord-gekozen", sign_in.chosen, name="account_reset_password_from_key_done"),
    path("afmelden", sign_in.sign_out, name="account_logout"),
    path("mijn/account", account.account, name="mine_account"),
    path("mijn/account/taal", account.choose_language, name="mine_account_language"),
    path("mijn/account/bevestigen", sign_in.confirm, name="account_reauthenticate"),
    path("mijn/account/wachtwoord", sign_in.change_password, name="account_change_password"),
    path("mijn/account/wachtwoord/kiezen", sign_in.first_password, name="account_set_password"),
    path("mijn/account/sessies", sessions.sessions, name="mine_account_sessions"),
    path("mijn/account/sessies/andere", sessions.end_others, name="mine_account_end_others"),
    path("mijn/account/sessies/<int:number>", sessions.end_one, name="mine_account_end_session"),
    path("mijn/account/tweede-stap", sign_in.set_up, name="mfa_activate_totp"),
    path("mijn/account/tweede-stap/weghalen", sign_in.take_away, name="mfa_deactivate_totp"),
    path("mijn/account/herstelcodes", recovery.codes, name="mfa_view_recovery_codes"),
    path("mijn/account/herstelcodes/nieuw", sign_in.new_codes, name="mfa_generate_recovery_codes"),
    path("mijn/account/herstelcodes/bestand", recovery.codes_file, name="mfa_download_recovery_codes"),
]
