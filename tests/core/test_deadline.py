# SPDX-License-Identifier: EUPL-1.2
"""A name is asked for once, judged, and connected to as it was judged; each hop anew. Real sockets on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from kapstok.core.fetching import Client, FetchFailed, HostTrouble, LedAway, Patience, Request
from tests.scripted_site import Site, html, moved, serving

QUICK = Patience(attempts=1, connect=2, silence=2, response=3)
OUTSIDE = "93.184.215.14"
Resolve = Callable[[str, int], list[str]]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/robots.txt"] = html("")
        yield site


class Names:
    """A name server of the test's own, which remembers what it was asked."""

    def __init__(self, **addresses: list[str]):
        self.addresses = {name.replace("_", "."): found for name, found in addresses.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.addresses[host]


def reading(
    names: Resolve, *, inside: bool = True, welcome: Callable[[str], bool] = lambda url: True
) -> Client:
    return Client(
        contact="beheer@voorbeeld.nl", delay=0, patience=QUICK, inside=inside, resolve=names, welcome=welcome
    )


def at(site: Site, host: str, path: str = "/") -> str:
    return f"http://{host}:{urlsplit(site.address).port}{path}"


def fault(client: Client, url: str, kind: type[FetchFailed] = HostTrouble) -> str:
    with client, pytest.raises(kind) as caught:
        client.fetch(Request(url))
    return caught.value.reason


def test_what_a_name_stood_for_when_it_was_judged_is_connected_to(site: Site) -> None:
    site.pages["/"] = html("ja")
    names = Names(dester_example=["127.0.0.1"])
    with reading(names) as client:
        assert client.fetch(Request(at(site, "dester.example"))).body == b"ja"
    assert names.asked == ["dester.example"]  # once: robots.txt and page go over one connection
    assert {asked.headers["Host"].partition(":")[0] for asked in site.asked} == {"dester.example"}


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        [OUTSIDE, "127.0.0.1"],
        ["127.0.0.1", OUTSIDE],
        ["::ffff:127.0.0.1"],
        ["100.64.1.1"],
        ["::1"],
    ],
)
def test_a_name_with_any_address_inside_is_not_connected_to(site: Site, found: list[str]) -> None:
    site.pages["/"] = html("geheim")
    client = reading(Names(dester_example=found), inside=False)
    assert "is inside our own network" in fault(client, at(site, "dester.example"))
    assert site.asked == []


def test_a_name_that_is_not_known_is_no_connection(site: Site) -> None:
    assert "no connection" in fault(reading(Names()), at(site, "niemand.example"))
    assert "has no address" in fault(reading(Names(leeg_example=[])), at(site, "leeg.example"))


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site) -> None:
    site.pages["/"] = html("ja")
    with reading(Names(dester_example=["127.0.0.2", "::1", "127.0.0.1"])) as client:
        assert client.fetch(Request(at(site, "dester.example"))).body == b"ja"


def test_each_hop_of_a_redirect_is_judged_anew(site: Site) -> None:
    names = Names(een_example=["127.0.0.1"], twee_example=["127.0.0.1"])
    site.pages["/"] = moved(at(site, "twee.example", "/verder"))
    site.pages["/verder"] = html("ja")
    with reading(names) as client:
        client.fetch(Request(at(site, "een.example")))
    assert names.asked == ["een.example", "twee.example"]


def test_tls_asks_for_the_name_and_not_for_the_number() -> None:
    hello: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            connection, _ = server.accept()
            with connection:
                hello.append(connection.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        fault(
            reading(Names(dester_example=["127.0.0.1"])), f"https://dester.example:{server.getsockname()[1]}/"
        )
        thread.join()
    assert b"dester.example" in hello[0]


def test_a_redirect_to_where_nobody_wants_to_go_is_not_followed(site: Site) -> None:
    with serving() as other:
        site.pages["/"] = moved("/thuis")
        site.pages["/thuis"] = moved(other.url("/"))
        other.pages["/"] = html("elders")
        client = reading(lambda host, port: [host], welcome=lambda url: url.startswith(site.address))
        assert "another site" in fault(client, site.url("/"), LedAway)
        assert site.paths() == ["/", "/thuis"]
        assert other.asked == []


def test_an_answer_may_be_bounded_further(site: Site) -> None:
    site.pages["/"] = html("x" * 2_000)
    with (
        Client(
            contact="beheer@voorbeeld.nl", delay=0, patience=QUICK, inside=True, most_bytes=1_000
        ) as client,
        pytest.raises(FetchFailed),
    ):
        client.fetch(Request(site.url("/")))
