# SPDX-License-Identifier: EUPL-1.2
"""Every setting of the program. What a region decides stands in its folder; what a machine decides, in the environment.

KAPSTOK_HOME        the region folder (default: the working directory)
DATABASE_URL        another database than SQLite in the region folder, as postgres://user:password@host/name
KAPSTOK_SECRET_KEY  the key that signs what browsers carry (default: made once, kept in var/)
KAPSTOK_FORMER_SECRET_KEYS  keys that were this before, apart by spaces: what they signed and sealed still counts
KAPSTOK_HOSTS       the host names under which the site answers, comma-separated (default: loopback only)
KAPSTOK_HTTPS       1 says that people reach the site over https only: cookies go over nothing else
KAPSTOK_PROXIES     how many proxies of ours stand before the site, each of which adds to X-Forwarded-For (default: 0)
KAPSTOK_EMAIL_URL   the mail server, as smtp://user:password@host:587?tls=starttls (default: none, mail stays queued)
KAPSTOK_EMAIL_FROM  who sends, as "Name <address>" (default: the region's name and e-mail address)
KAPSTOK_OIDC_URL, _CLIENT, _SECRET, _NAME, _DOMAINS
                    the identity provider of an organisation (default: none; docs/running.md)
KAPSTOK_ENGINE      what compares entries and creditor lists: duckdb, inside the program, or spark (default: duckdb)
KAPSTOK_SEMANTIC_MODEL  what guesses the meaning of a question (default: none; docs/settings.md)
KAPSTOK_LOG         text, or json for programs (default: text)
KAPSTOK_LOG_LEVEL   the least that is logged: debug, info (each request too), warning or error (default: warning)
KAPSTOK_DEBUG       1 shows Django's error pages, for developers only
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from kapstok.config.environment import (
    former_keys,
    host_names,
    one_of,
    postgresql,
    secret_key,
    site_address,
    switch,
    whole_number,
)
from kapstok.config.identity import identity_provider
from kapstok.config.logs import logging_settings
from kapstok.config.mail import mail_sender, mail_server

KAPSTOK_HOME = Path(os.environ.get("KAPSTOK_HOME") or ".").resolve()
VAR = KAPSTOK_HOME / "var"
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = switch("KAPSTOK_DEBUG")
SECRET_KEY = secret_key(VAR)
SECRET_KEY_FALLBACKS = former_keys("KAPSTOK_FORMER_SECRET_KEYS")
_HOSTS = host_names("KAPSTOK_HOSTS", default=[])
ALLOWED_HOSTS = _HOSTS or ["localhost", "127.0.0.1", "[::1]"]
HTTPS = switch("KAPSTOK_HTTPS")
PROXIES = whole_number("KAPSTOK_PROXIES", default=0, most=5)
# Links in mail begin with this, never with what a browser says of itself; None: nobody said where the site is.
SITE_ADDRESS = site_address(_HOSTS, https=HTTPS)

# Everything is queued with the facts that it tells of; the worker hands it over (src/kapstok/notices/sending.md).
EMAIL_BACKEND = "kapstok.notices.queue.Queue"
EMAIL_SENDER = mail_sender("KAPSTOK_EMAIL_FROM")
_MAIL = mail_server("KAPSTOK_EMAIL_URL")
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.tls == "starttls", _MAIL.tls == "implicit"
EMAIL_TIMEOUT = 30

# Both think the same of every pair; when Spark is worth its trouble: docs/spark.md.
RESOLUTION_ENGINE = one_of("KAPSTOK_ENGINE", ("duckdb", "spark"))

# A model of sentences: a folder, or a name on a hub. Empty: no question is guessed at (search/dutch/meaning.md).
SEMANTIC_MODEL = os.environ.get("KAPSTOK_SEMANTIC_MODEL", "").strip()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "leaflet",
    "kapstok.core",
    "kapstok.accounts",
    "kapstok.notices",
    "kapstok.registers",
    "kapstok.resolution",
    "kapstok.enterprises",
    "kapstok.procurement",
    "kapstok.search",
    "kapstok.web",
]
AUTH_USER_MODEL = "accounts.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "kapstok.web.bodiless.Bodiless",
    "kapstok.web.request_log.RequestLog",
    "kapstok.web.answers.RememberedAnswers",
    "django.middleware.security.SecurityMiddleware",
    # Outside WhiteNoise, so that style sheets are compressed too.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "kapstok.web.slashes.Slashes",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kapstok.config.urls"
WSGI_APPLICATION = "kapstok.config.wsgi.application"
# No public address ends in a slash (docs/addresses.md), so none is appended; web/slashes.py takes one away.
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "environment": "kapstok.web.engine.environment",
            "context_processors": ["kapstok.web.house.around"],
        },
    },
    # For what packages bring along, their mail for one. A template of ours of the same name comes first.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": postgresql("DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(VAR / "kapstok.sqlite3"),
            # Opening it costs as much as a page's queries. Kept open between requests, but not for ever.
            "CONN_MAX_AGE": 60,
            # Readers never wait for a writer (WAL); a writer takes its lock at once, so that two never deadlock.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }

# Throttling must count over every process and machine, and adding to it must be atomic: the memory of one process is
# neither, files are not the second. The table is made by a migration of accounts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_shared_value",
        # The default of 300 would let a stranger push out what is counted about others.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "kapstok.web.account.password_rules.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "kapstok.web.account.password_rules.UnlikeTheAddress",
        "OPTIONS": {"user_attributes": ["email"]},
    },
    {"NAME": "kapstok.web.account.password_rules.Uncommon"},
    {"NAME": "kapstok.web.account.password_rules.NotOnlyDigits"},
]
# How long a link to choose a password works; it works once.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mine"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "kapstok.web.account.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "kapstok.web.account.forms.SignInForm",
    "reset_password": "kapstok.web.account.forms.ForgottenPasswordForm",
    "reset_password_from_key": "kapstok.web.account.forms.ChoosePasswordForm",
    "change_password": "kapstok.web.account.forms.ChangePasswordForm",
    "set_password": "kapstok.web.account.forms.FirstPasswordForm",
    "reauthenticate": "kapstok.web.account.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# An address is proved by opening a link, or an administrator gave it; who is not known is sent no link for a password.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = False
# For so long after signing in nobody is asked once more who they are; installing an app for codes takes a while.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# allauth has its own for passwords. Per network, and per address that a link is mailed to (web/account/mailed_link.md).
ACCOUNT_RATE_LIMITS = {"mail_link": "20/10m/ip,4/10m/key", "open_link": "30/m/ip", "provider": "30/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_ADAPTER = "kapstok.web.account.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "kapstok.web.account.forms.CodeForm",
    "activate_totp": "kapstok.web.account.forms.FirstCodeForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1

# The identity provider of an organisation, or None (docs/running.md). It is asked once, no token of it is kept.
IDENTITY_PROVIDER = identity_provider()
SOCIALACCOUNT_ADAPTER = "kapstok.web.account.provider.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

# A session ends with the browser, or after a working day.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kapstok.web.views.errors.form_refused"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
if HTTPS:
    # Behind a proxy the request itself may have come over http.
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _HOSTS]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
# Files come straight from the package: nothing to collect, nothing that can be stale.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = logging_settings()
