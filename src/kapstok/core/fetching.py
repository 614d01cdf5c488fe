# SPDX-License-Identifier: EUPL-1.2
"""Reading pages of others: politely, within bounds, and never taking half an answer for a whole one."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from types import TracebackType
from typing import Any
from urllib.parse import urljoin

import httpx
import stamina

from kapstok import __version__
from kapstok.core import bodies
from kapstok.core.clock import now
from kapstok.core.deadline import Deadline, DeadlineTransport
from kapstok.core.errors import KapstokError
from kapstok.core.networks import Resolve, resolve
from kapstok.core.robots import HostRules, origin

AGENT = "Kapstok"
MOST_REDIRECTS = 10


class FetchFailed(KapstokError):
    """An address could not be read; `reason` says why in one line, without the address."""

    def __init__(self, url: str, reason: str):
        self.url = url
        self.reason = reason
        super().__init__(f"{url}: {reason}")


class Forbidden(FetchFailed):
    """robots.txt of the host does not let us ask for the address."""


class LedAway(FetchFailed):
    """A redirect leads to where the caller does not want to go."""


class BadStatus(FetchFailed):
    """The host answered that there is nothing for us here; asking again would not help."""

    def __init__(self, url: str, status: int):
        self.status = status
        super().__init__(url, f"the host answers {status}")


class HostTrouble(FetchFailed):
    """The host did not answer, is too busy, fails or breaks off, also after asking again; or its robots.txt does.

    `retry_after` is how many seconds the host asks to wait; a `final` one is not worth asking again now.
    """

    def __init__(self, url: str, reason: str, *, retry_after: float = 0.0, final: bool = False):
        self.retry_after = retry_after
        self.final = final
        super().__init__(url, reason)


@dataclass(frozen=True)
class Patience:
    """How long a client waits, and how often it asks again; all in seconds but `attempts`."""

    connect: float = 10.0
    silence: float = 20.0  # without a byte
    response: float = 30.0  # from the request to the last byte of the answer
    attempts: int = 5
    backoff: float = 0.5  # before the second attempt; doubled before each next one
    retry_after: float = 60.0  # the longest wait that a host may ask for
    address: float = 60.0  # after this long no further attempt for one address begins
    host: float = 30.0  # what a host's lost addresses may cost in time together; then each gets one attempt


@dataclass(frozen=True)
class Request:
    """What to ask for, with at most one of `form`, `json` and `body`.

    `etag` and `last_modified` make it conditional: only wanted when it is no longer what they stand for.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] | None = None
    json: Any = None
    body: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        known = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in known.items() if value}


@dataclass(frozen=True)
class Response:
    """A whole answer.

    `url` is the address that answered, after redirects. `body` is what the host sent, with transfer encoding
    (chunks) and content encoding (gzip, deflate) taken off and nothing else done to it, no character decoding.
    `headers` have lower-case names. `status` is 2xx, or 304 with an empty body where the request was conditional.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of `body`, in hex."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def not_modified(self) -> bool:
        return self.status == httpx.codes.NOT_MODIFIED

    @property
    def content_type(self) -> str | None:
        return self.headers.get("content-type")


class Client:
    """Asks for addresses one after another, `delay` seconds apart per host; keeps cookies while it is open.

    Before the first request to a host its robots.txt is read, and from then on obeyed, its crawl delay
    included. Every request names the program and `contact` (an e-mail address). Unless `inside`, links and
    redirects to machines that are not of the public internet lead nowhere. Redirects to an address that is not
    `welcome` are not followed. An answer of more than `most_bytes` is none. Not to be shared by threads.
    """

    def __init__(
        self,
        *,
        contact: str,
        delay: float = 1.0,
        patience: Patience | None = None,
        inside: bool = False,
        welcome: Callable[[str], bool] = lambda url: True,
        most_bytes: int = bodies.MOST_BYTES,
        resolve: Resolve = resolve,
    ):
        self._delay = delay
        self._welcome = welcome
        self._most_bytes = most_bytes
        self._patience = patience or Patience()
        self._deadline = Deadline()
        self._identity = {"User-Agent": user_agent(contact), "Accept-Encoding": bodies.ACCEPTED_ENCODINGS}
        self._rules: dict[str, HostRules] = {}
        self._last_asked: dict[str, float] = {}
        self._lost: defaultdict[str, float] = defaultdict(float)
        self._http = httpx.Client(
            transport=DeadlineTransport(self._deadline, inside=inside, resolve=resolve),
            timeout=httpx.Timeout(self._patience.silence, connect=self._patience.connect),
            trust_env=False,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def fetch(self, request: Request) -> Response:
        """The answer to `request`, redirects followed.

        Raises `Forbidden`, `LedAway`, `BadStatus`, `HostTrouble`, or plain `FetchFailed` (an address that is none, an
        answer that is too large, too many redirects).
        """
        return self._follow(self._message(request), obey=True)

    def _message(self, request: Request) -> httpx.Request:
        try:
            # However a register file writes a header's name, it is sent once, and ours are ours.
            headers = httpx.Headers({"Accept": "*/*"})
            for more in (request.headers, self._identity, request.conditions):
                headers.update(more)
            return self._http.build_request(
                request.method,
                request.url,
                headers=headers,
                data=dict(request.form) if request.form is not None else None,
                json=request.json,
                content=request.body,
            )
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise FetchFailed(request.url, f"no such request can be made: {error}") from error

    def _follow(self, message: httpx.Request, *, obey: bool) -> Response:
        for _ in range(MOST_REDIRECTS + 1):
            url = str(message.url)
            if message.url.scheme not in ("http", "https") or not message.url.host:
                raise FetchFailed(url, "not an address of a page (http or https)")
            if obey:
                self._ask_leave(url)
            answer = self._persist(message)
            if isinstance(answer, Response):
                return answer
            if not self._welcome(str(answer.url)):
                raise LedAway(url, "redirected to another site")
            message = answer
        raise FetchFailed(str(message.url), f"redirected more than {MOST_REDIRECTS} times")

    def _ask_leave(self, url: str) -> None:
        host = origin(url)
        if host not in self._rules:
            self._rules[host] = self._read_rules(host)
        rules = self._rules[host]
        if rules.unreadable is not None:
            raise HostTrouble(url, f"robots.txt of this host cannot be read: {rules.unreadable}", final=True)
        if not rules.permits(url):
            raise Forbidden(url, "robots.txt of this host forbids it")
        if rules.delay > self._patience.retry_after:
            raise Forbidden(url, f"robots.txt of this host wants {rules.delay:.0f} s between requests")

    def _read_rules(self, host: str) -> HostRules:
        try:
            response = self._follow(self._message(Request(urljoin(host, "/robots.txt"))), obey=False)
        except BadStatus:
            return HostRules(AGENT)
        except FetchFailed as error:
            return HostRules(AGENT, unreadable=error.reason)
        return HostRules.parse(AGENT, response.body)

    def _persist(self, message: httpx.Request) -> Response | httpx.Request:
        """One address, asked for again while that may help."""
        host, began, attempts = origin(str(message.url)), time.monotonic(), 0
        try:
            for attempt in self._attempts(host):
                with attempt:
                    attempts += 1
                    answer = self._ask(message, host)
            return answer
        except HostTrouble as error:
            self._lost[host] += time.monotonic() - began
            if attempts > 1:
                raise HostTrouble(error.url, f"{error.reason} ({attempts} attempts)", final=True) from error
            raise

    def _attempts(self, host: str) -> Any:
        patience = self._patience
        return stamina.retry_context(
            on=_worth_asking_again,
            attempts=patience.attempts if self._lost[host] < patience.host else 1,
            timeout=patience.address,
            wait_initial=patience.backoff,
            wait_max=patience.retry_after,
            wait_jitter=patience.backoff / 4,
        )

    def _ask(self, message: httpx.Request, host: str) -> Response | httpx.Request:
        """One request and its answer: the page, or the request that a redirect asks for."""
        url = str(message.url)
        self._wait_turn(host)
        self._deadline.start(self._patience.response)
        try:
            with closing(self._http.send(message, stream=True)) as answer:
                return answer.next_request or self._take(answer, url)
        except httpx.LocalProtocolError as error:
            raise FetchFailed(url, f"no such request can be made: {error}") from error
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchFailed(url, f"redirected to what is no address: {error}") from error
        except httpx.TimeoutException as error:
            raise self._too_slow(url, error) from error
        except httpx.HTTPError as error:
            raise HostTrouble(url, _broken(error)) from error
        finally:
            self._last_asked[host] = time.monotonic()

    def _wait_turn(self, host: str) -> None:
        rules = self._rules.get(host)
        delay = max(self._delay, rules.delay if rules else 0.0)
        if delay > 0 and host in self._last_asked:
            time.sleep(max(0.0, self._last_asked[host] + delay - time.monotonic()))

    def _take(self, answer: httpx.Response, url: str) -> Response:
        conditional = (
            "If-None-Match" in answer.request.headers or "If-Modified-Since" in answer.request.headers
        )
        match answer.status_code:
            case 304 if conditional:
                body = b""
            case 206 | 304:
                raise FetchFailed(url, f"the host answers {answer.status_code}, which was not asked for")
            case status if 200 <= status < 300:
                body = self._body(answer, url)
            case status if status == 429 or status >= 500:
                raise self._busy(url, answer)
            case status:
                raise BadStatus(url, status)
        return Response(url, answer.status_code, dict(answer.headers), body, now())

    def _body(self, answer: httpx.Response, url: str) -> bytes:
        most = self._most_bytes
        too_large = FetchFailed(url, f"the answer is larger than {most // 1024 // 1024} MB")
        announced = answer.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > most:
            raise too_large
        try:
            return bodies.receive(answer.iter_raw(), answer.headers.get("content-encoding", ""), most)
        except bodies.TooLarge:
            raise too_large from None
        except bodies.UnknownEncoding as error:
            raise FetchFailed(url, f"the answer is packed as {error}, which was not asked for") from error
        except bodies.Damaged as error:
            raise HostTrouble(url, f"the answer came damaged: {error}") from error

    def _busy(self, url: str, answer: httpx.Response) -> HostTrouble:
        wait, longest = _seconds(answer.headers.get("retry-after", "")), self._patience.retry_after
        reason = f"the host answers {answer.status_code}"
        if wait > longest:
            reason = f"{reason} and asks to wait {wait:.0f} s (at most {longest:.0f} s is waited)"
            return HostTrouble(url, reason, final=True)
        return HostTrouble(url, reason, retry_after=wait)

    def _too_slow(self, url: str, error: httpx.TimeoutException) -> HostTrouble:
        if self._deadline.passed:
            return HostTrouble(
                url, f"the answer did not end within {self._patience.response:g} s", final=True
            )
        if isinstance(error, httpx.ConnectTimeout):
            return HostTrouble(url, f"no connection within {self._patience.connect:g} s")
        return HostTrouble(url, f"silent for {self._patience.silence:g} s")


def user_agent(contact: str) -> str:
    """How we name ourselves: the program and whom to write to."""
    return f"{AGENT}/{__version__} (+mailto:{contact.encode('ascii', 'ignore').decode()})"


def _worth_asking_again(error: Exception) -> bool | float:
    """stamina's hook: False gives up, True waits the usual time, a number waits that long."""
    if not isinstance(error, HostTrouble) or error.final:
        return False
    return error.retry_after or True


def _seconds(retry_after: str) -> float:
    """A Retry-After header, seconds or a date, as seconds from now; 0 when it says nothing."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        then = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now()).total_seconds())


def _broken(error: httpx.HTTPError) -> str:
    what = "no connection" if isinstance(error, httpx.ConnectError) else "the answer broke off"
    return f"{what}: {' '.join(str(error).split()) or type(error).__name__}"
