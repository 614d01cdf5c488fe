# SPDX-License-Identifier: EUPL-1.2
"""The body of an answer, received and unpacked within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

MOST_BYTES = 20 * 1024 * 1024
ACCEPTED_ENCODINGS = "gzip, deflate"


class TooLarge(ValueError):
    """More came, or came out of it, than one page may hold."""


class Damaged(ValueError):
    """What came cannot be unpacked, or ends before its end."""


class UnknownEncoding(ValueError):
    """Packed in a way that was not asked for."""


def receive(chunks: Iterable[bytes], encoding: str, most: int = MOST_BYTES) -> bytes:
    """The whole body, unpacked; stops taking chunks as soon as they, or what is in them, exceed `most` bytes.

    `encoding` is the Content-Encoding header. Raises `TooLarge`, `Damaged`, `UnknownEncoding`.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return _bounded(chunks, most)
        case "gzip" | "x-gzip" | "deflate":
            return _bounded(_inflated(_counted(chunks, most), most), most)
        case other:
            raise UnknownEncoding(other[:40])


def _bounded(chunks: Iterable[bytes], most: int) -> bytes:
    return b"".join(_counted(chunks, most))


def _counted(chunks: Iterable[bytes], most: int) -> Iterable[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > most:
            raise TooLarge
        yield chunk


def _inflated(chunks: Iterable[bytes], most: int) -> Iterable[bytes]:
    """Unpacks step by step, so that a small bomb never unfolds; gzip in several members is one body."""
    member = None
    for chunk in chunks:
        while chunk:
            if member is None or member.eof:
                # + 32: either header, gzip or zlib.
                member = zlib.decompressobj(zlib.MAX_WBITS + 32)
            try:
                yield member.decompress(chunk, most)
            except zlib.error as error:
                raise Damaged(str(error)) from error
            chunk = member.unconsumed_tail or member.unused_data.lstrip(b"\0")
    if member is not None and not member.eof:
        raise Damaged("it ends in the middle")
