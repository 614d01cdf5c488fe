# SPDX-License-Identifier: EUPL-1.2
"""What the search box suggests, as its script gets it."""

from __future__ import annotations

import pytest
from django.test import Client

from kapstok.enterprises.models import Enterprise
from tests.web.region import RegionOnLoopback, crowd


def suggested(client: Client, typed: str, path: str = "/aanbod/suggesties") -> list[dict[str, str]]:
    answer = client.get(path, {"q": typed})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    found: list[dict[str, str]] = answer.json()["suggestions"]
    assert len(found) <= 8
    return found


def test_concepts_are_told_by_their_name_with_their_category(east: RegionOnLoopback, client: Client):
    first = suggested(client, "glasb")[0]
    assert (first["kind"], first["text"]) == ("concept", "glasbewassing")
    assert first["about"]
    assert suggested(client, "ramen was")[0]["text"] == "glasbewassing"


def test_enterprises_are_found_by_any_word_of_their_name_and_lead_to_their_page(
    east: RegionOnLoopback, client: Client
):
    assert {
        "kind": "enterprise",
        "text": "De Gouden Bezem",
        "about": "onderneming in Zwolle",
        "href": "/onderneming/de-gouden-bezem",
    } in suggested(client, "goud")


def test_who_is_not_listed_is_not_suggested(east: RegionOnLoopback, client: Client):
    assert [one for one in suggested(client, "kaarsenmakerij") if one["kind"] == "enterprise"] == []
    Enterprise.objects.filter(slug="de-gouden-bezem").update(listed=False)
    assert [one for one in suggested(client, "goud") if one["kind"] == "enterprise"] == []


def test_places_of_the_region_go_first_and_tell_what_was_typed_before_them(
    east: RegionOnLoopback, client: Client
):
    place = {"kind": "place", "text": "Deventer", "about": "plaats in Overijssel", "rest": "schoonmaak"}
    assert place in suggested(client, "schoonmaak in dev")


def test_no_kind_keeps_the_others_out(region: RegionOnLoopback, client: Client):
    region.sync(ladder=[{**one, "name": f"Deventer Zeilmakerij {at}"} for at, one in enumerate(crowd(20))])
    kinds = [one["kind"] for one in suggested(client, "de")]
    assert (len(kinds), set(kinds)) == (8, {"concept", "enterprise", "place"})


@pytest.mark.parametrize(
    "typed", ["", "g", " ", "\x00\x07", "*%_'\"<>", "🧹" * 300, "x" * 10_000, "\ud7ff\u202e"]
)
def test_whatever_is_typed_is_answered(east: RegionOnLoopback, client: Client, typed: str):
    suggested(client, typed)


def test_it_is_asked_only_and_kept_shortly(east: RegionOnLoopback, client: Client):
    answer = client.get("/aanbod/suggesties?q=glas")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.post("/aanbod/suggesties?q=glas").status_code == 405
    assert client.get("/aanbod/suggesties").json() == {"suggestions": []}


def test_without_an_index_there_are_concepts_and_places(region: RegionOnLoopback, client: Client):
    assert {one["kind"] for one in suggested(client, "de")} == {"concept", "place"}


def test_it_speaks_english_too(east: RegionOnLoopback, client: Client):
    found = suggested(client, "window cl", "/en/aanbod/suggesties")
    assert found[0]["text"] == "window cleaning"
    assert suggested(client, "zwo", "/en/aanbod/suggesties")[-1]["about"] == "place in Overijssel"


def test_the_search_boxes_know_where_to_ask(east: RegionOnLoopback, client: Client):
    for path in ("/", "/aanbod", "/aanbod?q=x"):
        source = client.get(path).content.decode()
        assert 'data-suggest="/aanbod/suggesties"' in source
        assert "web/suggest" in source
