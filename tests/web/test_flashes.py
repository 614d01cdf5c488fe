# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path
from pytest_django import Settings

from kapstok.config import urls
from kapstok.web.house import page
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback


def _say(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Bewaard: <b>De Linde</b>")
    messages.error(request, "Niet gelukt")
    return HttpResponseRedirect("/privacy")


def _say_here(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Hier al")
    return page(request, "web/accessibility.html")


urlpatterns = [path("zeg", _say), path("zeg-hier", _say_here), *urls.urlpatterns]


@pytest.fixture
def visitor(region: RegionOnLoopback, settings: Settings, client: Client) -> Client:
    settings.ROOT_URLCONF = __name__
    return client


def test_what_was_said_stands_above_the_next_page_once(visitor: Client):
    shown = Page(visitor.get("/zeg", follow=True))
    assert shown.all(".utrecht-alert--ok") == ["Bewaard: <b>De Linde</b>"]
    assert shown.all(".utrecht-alert--error[role=alert]") == ["Niet gelukt"]
    assert Page(visitor.get("/privacy")).all(".utrecht-alert") == []


def test_what_is_said_while_a_page_is_made_stands_on_it(visitor: Client):
    assert Page(visitor.get("/zeg-hier")).all(".utrecht-alert--info") == ["Hier al"]


def test_a_page_with_nothing_to_say_sets_no_cookie_and_asks_for_none(visitor: Client):
    answer = visitor.get("/privacy")
    assert answer.cookies == {}
    assert "cookie" not in answer["Vary"].lower()
