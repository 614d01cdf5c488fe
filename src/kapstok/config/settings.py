# SPDX-License-Identifier: EUPL-1.2
"""Every setting of the program. What a region decides stands in its folder; what a machine decides, in the environment.

KAPSTOK_HOME        the region folder (default: the working directory)
DATABASE_URL        another database than SQLite in the region folder, as postgres://user:password@host/name
KAPSTOK_SECRET_KEY  the key that signs what browsers carry (default: made once, kept in var/)
KAPSTOK_HOSTS       the host names under which the site answers, comma-separated (default: loopback only)
KAPSTOK_DEBUG       1 shows Django's error pages, for developers only
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from kapstok.config.environment import host_names, secret_key, switch

KAPSTOK_HOME = Path(os.environ.get("KAPSTOK_HOME") or ".").resolve()
VAR = KAPSTOK_HOME / "var"
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = switch("KAPSTOK_DEBUG")
SECRET_KEY = secret_key(VAR)
ALLOWED_HOSTS = host_names("KAPSTOK_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "kapstok.core",
    "kapstok.accounts",
    "kapstok.registers",
    "kapstok.resolution",
    "kapstok.enterprises",
    "kapstok.search",
    "kapstok.web",
]
AUTH_USER_MODEL = "accounts.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside WhiteNoise, so that style sheets are compressed too.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kapstok.config.urls"
WSGI_APPLICATION = "kapstok.config.wsgi.application"
# No public address ends in a slash (docs/addresses.md), so none is appended.
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(VAR / "kapstok.sqlite3"),
            # Readers never wait for a writer (WAL); a writer takes its lock at once, so that two never deadlock.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }

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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # That a site is asked again is no news; that it failed after all stands in the run.
    # A page that is not there is the visitor's news, not ours.
    "loggers": {"stamina": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
}
