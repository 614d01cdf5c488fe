# SPDX-License-Identifier: EUPL-1.2
"""An identity provider (OpenID Connect) as a municipality has one, in its own process: allauth's, with a few people.

`python process.py PORT FOLDER CALLBACK`: answers on that port of loopback; people may come back at the callback only.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from socketserver import ThreadingMixIn
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

PORT, FOLDER, CALLBACK = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
CLIENT, SECRET = "kapstok", "een geheim van de proefopstelling"
# Whom it knows, whether it verified their address, and what they are called there.
PEOPLE = {
    "anna": ("Anna@Gemeente.example", True),
    "bert": ("bert@gemeente.example", False),
    "carl": ("carl@elders.example", True),
    "dora": (None, False),
    "eva": ("eva@gemeente.example", True),
}
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

settings.configure(
    SECRET_KEY="of the provider, and nothing of ours, long enough",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "provider.sqlite3"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "allauth",
        "allauth.account",
        "allauth.idp.oidc",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    LOGIN_URL="/sign-in",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    # Another site of the same host is only known by its port, which cookies do not look at.
    SESSION_COOKIE_NAME="provider",
    IDP_OIDC_PRIVATE_KEY=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
)
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - once Django is set up
from allauth.idp.oidc.models import Client  # noqa: E402
from django.contrib.auth import get_user_model, login  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.urls import include, path  # noqa: E402


def sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in whoever somebody says to be: whom to trust is what Kapstok's tests are about, not the provider's."""
    further = request.GET.get("next", "/sign-in")
    if name := request.GET.get("as"):
        login(request, get_user_model().objects.get(username=name))
        return HttpResponseRedirect(further)
    links = [f'<li><a href="?as={name}&amp;next={quote(further)}">{escape(name)}</a>' for name in PEOPLE]
    return HttpResponse(
        f"<!doctype html><title>Provider</title><h1>Who are you?</h1><ul>{''.join(links)}</ul>"
    )


urlpatterns = [path("sign-in", sign_in, name="account_login"), path("", include("allauth.idp.urls"))]


def furnish() -> None:
    call_command("migrate", verbosity=0)
    for name, (email, is_verified) in PEOPLE.items():
        user = get_user_model().objects.create_user(name)
        if email:
            EmailAddress.objects.create(user=user, email=email, verified=is_verified, primary=True)
    kapstok = Client(
        id=CLIENT, name="Kapstok", redirect_uris=CALLBACK, scopes="openid\nemail", skip_consent=True
    )
    kapstok.set_secret(SECRET)
    kapstok.save()


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads along."""


if __name__ == "__main__":
    furnish()
    make_server("127.0.0.1", PORT, get_wsgi_application(), Server, Silent).serve_forever()
