# SPDX-License-Identifier: EUPL-1.2
"""What whoever reads other people's pages may rely on, against a real server on loopback."""

from __future__ import annotations

import hashlib
import random
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from itertools import pairwise

import pytest

from kapstok.core.bodies import MOST_BYTES
from kapstok.core.fetching import BadStatus, Client, FetchFailed, Forbidden, HostTrouble, Patience, Request
from tests.scripted_site import Answer, Asked, Site, drip, html, moved, packed, serving

QUICK = Patience(backoff=0.01, connect=2, silence=2, response=3)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def client() -> Iterator[Client]:
    with quick_client() as client:
        yield client


def quick_client(delay: float = 0, patience: Patience = QUICK) -> Client:
    return Client(contact="beheer@voorbeeld.nl", delay=delay, patience=patience, inside=True)


def robots(*lines: str) -> Answer:
    return Answer("\n".join(lines).encode(), headers={"Content-Type": "text/plain"})


def reason(client: Client, request: Request, kind: type[FetchFailed] = FetchFailed) -> str:
    with pytest.raises(kind) as caught:
        client.fetch(request)
    return caught.value.reason


def test_a_page_comes_back_as_it_was_sent(site: Site, client: Client) -> None:
    site.pages["/lijst"] = Answer(
        "Café".encode("latin-1"), headers={"Content-Type": "text/html; charset=latin-1", "ETag": '"a"'}
    )
    response = client.fetch(Request(site.url("/lijst")))
    assert (response.body, response.status, response.url) == (b"Caf\xe9", 200, site.url("/lijst"))
    assert response.content_type == "text/html; charset=latin-1"
    assert response.headers["etag"] == '"a"'
    assert response.sha256 == hashlib.sha256(b"Caf\xe9").hexdigest()


def test_every_request_names_the_program_and_a_contact(site: Site, client: Client) -> None:
    site.pages["/"] = html("ja")
    client.fetch(Request(site.url("/"), headers={"User-Agent": "Mozilla/5.0"}))
    agents = {asked.headers["User-Agent"] for asked in site.asked}
    assert len(site.asked) == 2
    assert all(agent.startswith("Kapstok/") and "beheer@voorbeeld.nl" in agent for agent in agents)


def test_form_json_and_body_are_posted(site: Site, client: Client) -> None:
    site.pages["/zoek"] = html("ja")
    client.fetch(Request(site.url("/zoek"), "POST", form={"pagina": 2}))
    client.fetch(Request(site.url("/zoek"), "POST", json={"page": 2}))
    client.fetch(Request(site.url("/zoek"), "POST", body="<q/>", headers={"Content-Type": "text/xml"}))
    assert [asked.body for asked in site.asked[1:]] == [b"pagina=2", b'{"page":2}', b"<q/>"]


# robots.txt


def test_robots_txt_is_read_once_before_the_first_page(site: Site, client: Client) -> None:
    site.pages["/a"] = site.pages["/b"] = html("ja")
    client.fetch(Request(site.url("/a")))
    client.fetch(Request(site.url("/b")))
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/b"]


def test_a_forbidden_address_is_never_asked_for(site: Site, client: Client) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *", "Disallow: /leden")
    site.pages["/leden"] = html("geheim")
    assert "robots.txt" in reason(client, Request(site.url("/leden")), Forbidden)
    assert site.paths() == []


def test_rules_for_us_by_name_come_before_those_for_everyone(site: Site, client: Client) -> None:
    site.pages["/robots.txt"] = robots(
        "User-agent: *", "Disallow: /", "", "User-agent: kapstok", "Disallow: /dicht"
    )
    site.pages["/open"] = html("ja")
    assert client.fetch(Request(site.url("/open"))).body == b"ja"
    assert "forbids" in reason(client, Request(site.url("/dicht")), Forbidden)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_forbids_nothing(site: Site, client: Client, status: int) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", status=status)
    site.pages["/"] = html("ja")
    assert client.fetch(Request(site.url("/"))).body == b"ja"


def test_a_robots_txt_that_cannot_be_read_forbids_everything(site: Site, client: Client) -> None:
    site.pages["/robots.txt"] = Answer(status=503)
    site.pages["/"] = html("ja")
    assert "cannot be read: the host answers 503" in reason(client, Request(site.url("/")), HostTrouble)
    assert site.paths() == []


def test_a_redirect_to_a_forbidden_address_is_not_followed(site: Site, client: Client) -> None:
    with serving() as other:
        other.pages["/robots.txt"] = robots("User-agent: *", "Disallow: /leden")
        site.pages["/"] = moved(other.url("/leden"))
        assert "forbids" in reason(client, Request(site.url("/")), Forbidden)
        assert other.paths() == []


def test_robots_txt_may_have_moved(site: Site, client: Client) -> None:
    site.pages["/robots.txt"] = moved("/robots/all.txt", 301)
    site.pages["/robots/all.txt"] = robots("User-agent: *", "Disallow: /x")
    assert "forbids" in reason(client, Request(site.url("/x")), Forbidden)


# delay


def test_requests_to_one_host_are_the_delay_apart(site: Site) -> None:
    site.pages["/"] = html("ja")
    with quick_client(delay=0.1) as client:
        client.fetch(Request(site.url("/")))
        client.fetch(Request(site.url("/")))
    first, second, third = (asked.at for asked in site.asked)
    assert second - first >= 0.1
    assert third - second >= 0.1


def test_the_crawl_delay_of_the_host_counts_when_it_is_longer(site: Site, client: Client) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 0.2")
    site.pages["/"] = html("ja")
    client.fetch(Request(site.url("/")))
    assert site.asked[1].at - site.asked[0].at >= 0.2


def test_no_delay_is_no_delay(site: Site, client: Client) -> None:
    site.pages["/"] = html("ja")
    began = time.monotonic()
    for _ in range(20):
        client.fetch(Request(site.url("/")))
    # Far more than any machine needs, and less than the default second between two requests would take.
    assert time.monotonic() - began < 15


# trouble that passes, and trouble that stays


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_host_that_fails_for_a_moment_is_asked_again(site: Site, client: Client, status: int) -> None:
    site.pages["/"] = [Answer(status=status), Answer(status=status), html("ja")]
    assert client.fetch(Request(site.url("/"))).body == b"ja"
    assert site.paths() == ["/", "/", "/"]


def test_a_host_that_keeps_failing_is_given_up_with_the_reason(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(status=500)
    assert reason(client, Request(site.url("/")), HostTrouble) == "the host answers 500 (5 attempts)"
    assert len(site.paths()) == 5


def test_each_wait_is_longer_than_the_one_before(site: Site) -> None:
    site.pages["/"] = Answer(status=500)
    with quick_client(patience=Patience(backoff=0.05, attempts=4)) as client:
        reason(client, Request(site.url("/")), HostTrouble)
    at = [asked.at for asked in site.asked if asked.path == "/"]
    waits = [later - earlier for earlier, later in pairwise(at)]
    # A wait may take longer than was asked, never shorter.
    assert [wait >= least for wait, least in zip(waits, (0.05, 0.1, 0.2), strict=True)] == [True] * 3


def test_a_host_may_ask_to_wait(site: Site, client: Client) -> None:
    site.pages["/"] = [Answer(status=429, headers={"Retry-After": "1"}), html("ja")]
    assert client.fetch(Request(site.url("/"))).body == b"ja"
    first, second = (asked.at for asked in site.asked if asked.path == "/")
    assert second - first >= 1.0


def test_a_host_that_asks_to_wait_too_long_is_given_up_at_once(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(status=503, headers={"Retry-After": "3600"})
    assert "asks to wait 3600 s (at most 60 s is waited)" in reason(
        client, Request(site.url("/")), HostTrouble
    )
    assert len(site.paths()) == 1


def test_a_date_that_is_past_asks_for_no_wait(site: Site, client: Client) -> None:
    site.pages["/"] = [
        Answer(status=503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        html("ja"),
    ]
    assert client.fetch(Request(site.url("/"))).body == b"ja"


@pytest.mark.parametrize("header", ["soon", "-1", "Wed, 99 Oct 2015", ""])
def test_a_wait_that_makes_no_sense_is_ours_to_choose(site: Site, client: Client, header: str) -> None:
    site.pages["/"] = [Answer(status=503, headers={"Retry-After": header}), html("ja")]
    assert client.fetch(Request(site.url("/"))).body == b"ja"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_an_address_that_is_not_there_is_not_asked_for_twice(site: Site, client: Client, status: int) -> None:
    site.pages["/"] = Answer(status=status)
    assert reason(client, Request(site.url("/")), BadStatus) == f"the host answers {status}"
    assert len(site.paths()) == 1


def test_a_host_that_is_not_there_is_said_so(client: Client) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        assert "no connection" in reason(client, Request(url), HostTrouble)


def test_a_host_that_costs_much_time_gets_one_attempt_per_address(site: Site) -> None:
    site.pages["/"] = Answer(status=500)
    with quick_client(patience=Patience(backoff=0.02, attempts=3, host=0.05)) as client:
        for _ in range(3):
            reason(client, Request(site.url("/")), HostTrouble)
    assert len(site.paths()) == 3 + 1 + 1


# half an answer is none


def test_a_body_shorter_than_announced_is_a_failure(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(b"<table>", length=5000)
    assert "broke off" in reason(client, Request(site.url("/")), HostTrouble)


def test_a_body_that_broke_off_once_is_asked_for_again(site: Site, client: Client) -> None:
    site.pages["/"] = [Answer(b"<tab", length=5000), html("<table>")]
    assert client.fetch(Request(site.url("/"))).body == b"<table>"


def test_gzip_is_unpacked_and_hashed_unpacked(site: Site, client: Client) -> None:
    site.pages["/"] = packed("<table>" * 1000)
    response = client.fetch(Request(site.url("/")))
    assert response.body == b"<table>" * 1000
    assert response.sha256 == hashlib.sha256(response.body).hexdigest()


def test_gzip_in_members_is_one_body(site: Site, client: Client) -> None:
    one, two = packed("een "), packed("twee")
    site.pages["/"] = Answer(one.body + two.body, headers={"Content-Encoding": "gzip"})
    assert client.fetch(Request(site.url("/"))).body == b"een twee"


def test_deflate_is_unpacked(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(zlib.compress(b"ja"), headers={"Content-Encoding": "deflate"})
    assert client.fetch(Request(site.url("/"))).body == b"ja"


@pytest.mark.parametrize(
    "answer",
    [
        packed("<table>" * 1000, cut=12),
        packed("<table>", cut=9),
        Answer(b"<table>", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["cut off", "cut off before its check sum", "not gzip at all"],
)
def test_broken_gzip_is_a_failure(site: Site, client: Client, answer: Answer) -> None:
    site.pages["/"] = answer
    assert "damaged" in reason(client, Request(site.url("/")), HostTrouble)


def test_a_packing_that_was_not_asked_for_is_a_failure(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(b"??", headers={"Content-Encoding": "br"})
    assert "packed as br" in reason(client, Request(site.url("/")))


@pytest.mark.parametrize("status", [206, 304])
def test_part_of_a_page_or_no_news_is_a_failure_when_not_asked_for(
    site: Site, client: Client, status: int
) -> None:
    site.pages["/"] = Answer(b"" if status == 304 else b"<tab", status=status)
    assert "not asked for" in reason(client, Request(site.url("/")))


def test_a_host_that_speaks_no_http_is_a_failure(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(
            target=_speak, args=(server, b"220 mail.voorbeeld.nl ESMTP\r\n", 5), daemon=True
        )
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert "broke off" in reason(client, Request(url), HostTrouble)
        thread.join()


def _speak(server: socket.socket, greeting: bytes, times: int) -> None:
    for _ in range(times):
        connection, _address = server.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(greeting)


# bounds


def test_a_page_of_ten_megabytes_on_one_line_is_read(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(b"x" * 10_000_000)
    assert len(client.fetch(Request(site.url("/"))).body) == 10_000_000


def test_a_page_announced_as_too_large_is_not_taken(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(b"x", length=MOST_BYTES + 1)
    assert "larger than 20 MB" in reason(client, Request(site.url("/")))


def test_an_endless_page_is_dropped_when_it_is_too_large(site: Site, client: Client) -> None:
    def chunks() -> Iterator[bytes]:
        while True:
            yield b"x" * 1_000_000

    site.pages["/"] = Answer(chunks=chunks)
    assert "larger than 20 MB" in reason(client, Request(site.url("/")))


def test_a_bomb_is_dropped_when_it_is_too_large(site: Site, client: Client) -> None:
    layer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    bomb = b"".join(layer.compress(b"\0" * 1_000_000) for _ in range(200)) + layer.flush()
    site.pages["/"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    assert "larger than 20 MB" in reason(client, Request(site.url("/")))


def test_a_page_that_never_ends_is_dropped_in_time(site: Site) -> None:
    site.pages["/"] = drip()
    with quick_client(patience=Patience(silence=5, response=0.4)) as client:
        began = time.monotonic()
        assert "did not end within 0.4 s" in reason(client, Request(site.url("/")), HostTrouble)
    assert time.monotonic() - began < 2


def test_headers_that_never_end_are_dropped_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()
        thread = threading.Thread(target=_drip_headers, args=(server, stop), daemon=True)
        thread.start()
        with quick_client(patience=Patience(silence=5, response=0.4)) as client:
            url = f"http://127.0.0.1:{server.getsockname()[1]}/"
            assert "did not end within 0.4 s" in reason(client, Request(url), HostTrouble)
        stop.set()
        thread.join()


def _drip_headers(server: socket.socket, stop: threading.Event) -> None:
    connection, _address = server.accept()
    with connection:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not stop.wait(0.05):
            try:
                connection.sendall(b"x")
            except OSError:
                return


def test_a_slow_page_is_read(site: Site, client: Client) -> None:
    site.pages["/"] = Answer(chunks=lambda: iter([b"een", b" twee", b" drie"]), pause=0.3)
    assert client.fetch(Request(site.url("/"))).body == b"een twee drie"


def test_a_silent_host_is_asked_again_and_then_given_up(site: Site) -> None:
    site.pages["/"] = [Answer(b"te laat", wait=1), html("ja")]
    with quick_client(patience=Patience(silence=0.2, backoff=0.01)) as client:
        assert client.fetch(Request(site.url("/"))).body == b"ja"


# redirects


def test_redirects_are_followed_and_the_last_address_is_told(site: Site, client: Client) -> None:
    site.pages |= {"/oud": moved("/tussen", 301), "/tussen": moved("nieuw"), "/nieuw": html("ja")}
    response = client.fetch(Request(site.url("/oud")))
    assert (response.url, response.body) == (site.url("/nieuw"), b"ja")


def test_redirects_in_a_circle_end_with_the_reason(site: Site, client: Client) -> None:
    site.pages |= {"/a": moved("/b"), "/b": moved("/a")}
    assert reason(client, Request(site.url("/a"))) == "redirected more than 10 times"


@pytest.mark.parametrize(
    "location", ["ftp://voorbeeld.nl/", "javascript:alert(1)", "file:///etc/passwd", "http://"]
)
def test_a_redirect_to_what_is_no_page_is_a_failure(site: Site, client: Client, location: str) -> None:
    site.pages["/"] = moved(location)
    reason(client, Request(site.url("/")))


@pytest.mark.parametrize(
    "url",
    ["", "leden", "ftp://voorbeeld.nl/", "http://", "http://[::1/", "http://a b/", "http://voorbeeld.nl:x/"],
)
def test_an_address_that_is_none_is_a_failure(client: Client, url: str) -> None:
    reason(client, Request(url))


@pytest.mark.parametrize("headers", [{"X-Key": "a\r\nB: c"}, {"X-Key": "naïef €"}, {"X Key": "a"}])
def test_headers_that_cannot_be_sent_are_a_failure(
    site: Site, client: Client, headers: dict[str, str]
) -> None:
    site.pages["/"] = html("ja")
    assert "no such request" in reason(client, Request(site.url("/"), headers=headers))
    assert site.paths() == []


def test_a_client_for_the_outside_does_not_go_inside(site: Site) -> None:
    site.pages["/"] = html("geheim")
    with Client(contact="beheer@voorbeeld.nl", delay=0, patience=QUICK) as client:
        assert "is inside our own network" in reason(client, Request(site.url("/")), HostTrouble)
    assert site.asked == []


# conditional requests and cookies


def test_a_page_that_is_as_we_know_it_need_not_be_sent(site: Site, client: Client) -> None:
    site.etags = True
    site.pages["/"] = html("ja")
    first = client.fetch(Request(site.url("/")))
    again = client.fetch(Request(site.url("/"), etag=first.headers["etag"]))
    assert (again.not_modified, again.body) == (True, b"")
    assert not client.fetch(Request(site.url("/"), etag='"ouder"')).not_modified


def test_a_date_makes_a_request_conditional_too(site: Site, client: Client) -> None:
    site.pages["/"] = lambda asked: Answer(status=304 if "If-Modified-Since" in asked.headers else 200)
    assert client.fetch(Request(site.url("/"), last_modified="Mon, 02 Nov 2026 08:00:00 GMT")).not_modified


def test_a_session_is_kept_while_the_client_is_open(site: Site, client: Client) -> None:
    def page(asked: Asked) -> Answer:
        return html(asked.headers.get("Cookie", "geen"), **{"Set-Cookie": "sessie=1"})

    site.pages["/"] = page
    assert [client.fetch(Request(site.url("/"))).body for _ in range(2)] == [b"geen", b"sessie=1"]


def test_a_large_page_of_noise_survives_packing(site: Site, client: Client) -> None:
    noise = random.Random(1).randbytes(3_000_000)
    layer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    site.pages["/"] = Answer(layer.compress(noise) + layer.flush(), headers={"Content-Encoding": "gzip"})
    assert client.fetch(Request(site.url("/"))).body == noise
