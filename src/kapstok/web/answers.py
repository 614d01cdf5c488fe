# SPDX-License-Identifier: EUPL-1.2
"""Whole answers kept in memory for visitors of whom nothing is known, and given again while nothing has changed.

Never stale: an answer is kept with a mark of everything that it was made from, taken before it was made, and is given
only while that mark is the same. What differs from visitor to visitor (a cookie) is never kept.
"""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from kapstok.core.errors import KapstokError
from kapstok.enterprises.finding import index_path
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import published_mark
from kapstok.search.dutch.meaning import arrived
from kapstok.search.index import search_index
from kapstok.search.queries import outbox_mark
from kapstok.web.counted import Counted, count_again, counted_in
from kapstok.web.theme import theme

_MOST_BYTES = 12_000_000
_LONGEST_QUERY = 300
_MARK = "_kapstok_mark"

Mark = tuple[object, ...]
View = Callable[..., HttpResponse]
Respond = Callable[[HttpRequest], HttpResponse]


def remembered(view: View) -> View:
    """A view whose answer depends on nothing but its address, the region's files, the registers and the day."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = _mark() if _key(request) else None
        answer = view(request, *args, **kwargs)
        if before is not None:
            setattr(answer, _MARK, before)
        return answer

    return marked


class RememberedAnswers:
    """Stands outside all that changes an answer on its way out (compression, headers): nothing is done twice."""

    def __init__(self, respond: Respond):
        self._respond = respond
        self._kept = _Kept(_MOST_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self._respond(request)
        kept = self._kept.get(key)
        if kept is not None and kept.mark == _mark():
            request.resolver_match = kept.match
            count_again(request, kept.counted)
            return kept.again()
        answer = self._respond(request)
        mark = getattr(answer, _MARK, None)
        if mark is not None and answer.status_code == 200 and not answer.cookies:
            self._kept.put(key, _Answer.of(answer, mark, request.resolver_match))
        return answer


@dataclass(frozen=True)
class _Answer:
    """An answer as it went out, and what it counts as; its bytes are packed, so that many fit."""

    mark: Mark
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    match: ResolverMatch | None
    counted: Counted

    @classmethod
    def of(cls, answer: HttpResponse, mark: Mark, match: ResolverMatch | None) -> _Answer:
        packed = zlib.compress(answer.content, 1)
        return cls(mark, packed, tuple(answer.items()), match, counted_in(answer))

    def again(self) -> HttpResponse:
        return HttpResponse(zlib.decompress(self.packed), headers=dict(self.headers))


class _Kept:
    """The answers that were asked for last, as many as fit in so many bytes."""

    def __init__(self, most: int):
        self._most, self._bytes = most, 0
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> _Answer | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: Hashable, answer: _Answer) -> None:
        with self._lock:
            self._drop(self._answers.pop(key, None))
            self._answers[key] = answer
            self._bytes += len(answer.packed)
            while self._bytes > self._most:
                self._drop(self._answers.popitem(last=False)[1])

    def _drop(self, answer: _Answer | None) -> None:
        self._bytes -= len(answer.packed) if answer else 0


def _key(request: HttpRequest) -> Hashable | None:
    """What tells one answer from another; None where it may be for this visitor only."""
    asked: dict[str, Any] = request.META
    query = asked.get("QUERY_STRING", "")
    if request.method != "GET" or asked.get("HTTP_COOKIE") or len(query) > _LONGEST_QUERY:
        return None
    packed = "gzip" in asked.get("HTTP_ACCEPT_ENCODING", "")
    return request.scheme, asked.get("HTTP_HOST"), request.path, query, packed


def _mark() -> Mark | None:
    """Differs whenever an answer might; None where that cannot be known now, or nothing has been published."""
    try:
        folder = RegionFolder.current()
        region = folder.region()
        outbox = outbox_mark()
        if outbox is None:
            return None
        index = search_index(index_path(folder)).version()
        # The region and its theme themselves: they are read anew when their files change.
        day, read = region.today(), (index, outbox, arrived())
        return folder.path, region, theme(folder.theme), day, read, published_mark()
    except (KapstokError, DatabaseError):
        return None
