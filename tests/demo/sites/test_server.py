# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import subprocess
import sys
from email.utils import parsedate_to_datetime

import httpx
import pytest

from kapstok.core.robots import HostRules
from kapstok.demo import days
from kapstok.demo.enterprise import World
from kapstok.demo.sites import Sites

LISTS = {
    "ladder": "/register",
    "code": "/deelnemers",
    "members": "/api/leden",
    "association": "/leden",
    "corps": "/bedrijven",
}
BEHIND = {"association": "/wp-admin/admin-ajax.php", "corps": "/zoek/collections/bedrijven/documents/search"}


@pytest.mark.parametrize("site", LISTS)
def test_every_site_lets_robots_read_its_list(visitor: httpx.Client, sites: Sites, site: str):
    robots = visitor.get(f"{sites.addresses[site]}/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    rules = HostRules.parse("Kapstok", robots.content)
    for path in (LISTS[site], BEHIND.get(site, LISTS[site])):
        assert rules.permits(sites.addresses[site] + path)
    assert not rules.permits(f"{sites.addresses[site]}/{'wp-admin/' if site == 'association' else 'beheer'}")


def test_an_unchanged_page_of_the_code_is_known_by_its_tag(visitor: httpx.Client, sites: Sites):
    address = sites.addresses["code"] + LISTS["code"]
    first = visitor.get(address)
    again = visitor.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "last-modified" not in first.headers
    sites.show(days.SECOND)
    assert visitor.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_a_page_of_the_ladder_says_since_when_it_is_as_it_is(
    visitor: httpx.Client, sites: Sites, world: World
):
    (key,) = [e.key for e in world.entries if e.course == "prolonged"]
    address = sites.addresses["ladder"] + key
    first = visitor.get(address).headers
    since = {"If-Modified-Since": first["last-modified"]}
    assert "etag" not in first
    assert visitor.get(address, headers=since).status_code == 304
    sites.show(days.SECOND)
    assert visitor.get(address, headers=since).status_code == 304
    sites.show(days.THIRD)
    changed = visitor.get(address, headers=since)
    assert changed.status_code == 200
    assert parsedate_to_datetime(changed.headers["last-modified"]).date() == world.dates[2]


@pytest.mark.parametrize("site", ["members", "association", "corps"])
def test_the_other_sites_never_say_when_they_changed(visitor: httpx.Client, sites: Sites, site: str):
    answer = visitor.get(sites.addresses[site] + LISTS[site])
    assert not {"etag", "last-modified"} & set(answer.headers)


@pytest.mark.parametrize("site", LISTS)
def test_an_address_that_is_not_there_is_a_page_that_says_so(visitor: httpx.Client, sites: Sites, site: str):
    answer = visitor.get(f"{sites.addresses[site]}/beheer")
    assert answer.status_code == 404
    assert "bestaat niet" in answer.text


@pytest.mark.parametrize("site", LISTS)
def test_the_front_page_leads_people_to_the_list(visitor: httpx.Client, sites: Sites, site: str):
    page = visitor.get(sites.addresses[site] + "/").text
    assert f'href="{LISTS[site]}' in page
    assert "nagebootst" in page


def test_a_head_request_has_no_body(visitor: httpx.Client, sites: Sites):
    answer = visitor.head(sites.addresses["code"] + "/deelnemers")
    assert int(answer.headers["content-length"]) > 1000
    assert answer.content == b""


def test_the_sites_are_gone_when_the_with_ends(world: World):
    with Sites(world) as sites:
        addresses = list(sites.addresses.values())
        assert all(httpx.get(address).status_code == 200 for address in addresses)
    for address in addresses:
        with pytest.raises(httpx.ConnectError):
            httpx.get(address)


def test_a_process_that_is_forked_while_the_sites_are_open_can_end():
    program = """
import os, sys
from datetime import date
from kapstok.demo import days, world
from kapstok.demo.sites import Sites
with Sites(world.build(days.ending(date(2026, 11, 22)))):
    child = os.fork()
    if not child:
        sys.exit(7)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=25, check=True
    )
    assert done.stdout == "7\n"
