# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.reading import Page
from tests.web.region import RegionOnLoopback, code, ladder


def test_the_search_box_is_the_first_thing_to_use(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/"))
    assert page.tree.cssselect("main form, main a, main button")[0].get("action") == "/aanbod"
    assert page.attributes("main input[type=search]", "name") == ["q"]


def test_it_says_how_much_there_is(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/"))
    counts = dict(zip(page.all(".kapstok-counts dt"), page.all(".kapstok-counts dd"), strict=True))
    assert (counts["Ondernemingen"], counts["Gemeenten"]) == ("3", "3")


def test_every_label_is_explained_and_leads_to_who_holds_it(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/"))
    assert page.all(".kapstok-label-card h3") == [
        "PSO",
        "Code Sociale Ondernemingen",
        "Social Enterprise NL",
        "Cedris",
    ]
    assert page.links(".kapstok-label-card a")["2 ondernemingen met PSO"] == "/aanbod?label=pso"
    assert page.links(".kapstok-label-card a")["0 ondernemingen met Cedris"] == "/aanbod?label=cedris"
    assert all(page.all(".kapstok-label-card__about"))


def test_a_label_that_counts_for_nobody_is_not_among_those_that_count(east: RegionOnLoopback, client: Client):
    file = east.folder.file
    file.write_text(file.read_text() + '\n[labels.bcorp]\nname = "B Corp"\nadmits = []\n')
    assert "B Corp" not in Page(client.get("/")).all(".kapstok-label-card h3")


def test_what_came_last_stands_first(region: RegionOnLoopback, client: Client):
    region.sync(region.today - timedelta(days=2), ladder=ladder(region.today))
    region.sync(code=code()[1:])
    assert Page(client.get("/")).all(".kapstok-row__name")[0] == "Lunchroom De Linde"


def test_every_municipality_leads_to_what_is_there(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/"))
    assert page.links(".kapstok-index a") == {
        "Deventer": "/aanbod?gemeente=GM0150",
        "Enschede": "/aanbod?gemeente=GM0153",
        "Zwolle": "/aanbod?gemeente=GM0193",
    }


def test_a_region_in_which_nothing_was_read_yet_says_so(region: RegionOnLoopback, client: Client):
    assert "Er staan nog geen ondernemingen op deze site" in Page(client.get("/")).text


def test_it_takes_few_queries(east: RegionOnLoopback, client: Client):
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert len(captured) <= 8


def test_it_is_there_in_english_with_the_labels_explained(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/en/"))
    assert page.one("h1") == "Find an enterprise with a recognised social label"
    assert page.all(".kapstok-label-card__about")[0].startswith("Measures how much work")
    assert page.links(".kapstok-label-card a")["2 enterprises with PSO"] == "/en/aanbod?label=pso"
