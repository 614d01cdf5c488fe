# SPDX-License-Identifier: EUPL-1.2
"""One clock for a whole answer: other time limits start anew with every byte, so a drip never ends."""

from __future__ import annotations

import math
import socket
import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from kapstok.core.networks import Resolve, is_inside, resolve


class Deadline:
    """A moment, set anew for every request, after which nothing is waited for any more."""

    def __init__(self) -> None:
        self._at = math.inf

    def start(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._at

    def within(self, timeout: float | None) -> float | None:
        """The shorter of `timeout` and the time that is left; never 0, which tells a socket not to wait."""
        left = max(self._at - time.monotonic(), 0.001)
        return left if timeout is None else min(timeout, left)


class DeadlineTransport(httpx.HTTPTransport):
    """httpx's own transport, each wait of which ends when the deadline has passed.

    For each connection the name is asked for once, with `resolve`, and what came of that is connected to; TLS still
    asks for the name. Unless `inside`, a name with any address that is not of the public internet is not connected to.
    """

    def __init__(self, deadline: Deadline, *, inside: bool, resolve: Resolve = resolve):
        super().__init__(verify=_trusted())
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted(), network_backend=_Backend(deadline, inside, resolve), keepalive_expiry=5.0
        )


@cache
def _trusted() -> ssl.SSLContext:
    # Reading the certificates takes longer than reading a page.
    return httpx.create_ssl_context()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, inside: bool, resolve: Resolve):
        self._deadline = deadline
        self._inside = inside
        self._resolve = resolve
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            wait = self._deadline.within(timeout)
            try:
                stream = self._sockets.connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._deadline)
        raise failed

    def _addresses(self, host: str, port: int) -> list[str]:
        """Where to connect to: numbers, so that nobody can answer otherwise between this look and the connection."""
        try:
            found = self._resolve(host, port)
            beside_us = not self._inside and any(is_inside(address) for address in found)
        except (OSError, ValueError) as error:
            raise httpcore.ConnectError(str(error)) from error
        if beside_us:
            raise httpcore.ConnectError(f"{host} is inside our own network")
        return found


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline):
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._deadline.passed:
            raise httpcore.ReadTimeout
        self._acknowledge_at_once()
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wait = self._deadline.within(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, wait), self._deadline)

    def _acknowledge_at_once(self) -> None:
        # A server that sends head and body apart waits for our word on the head (Nagle's algorithm), which the kernel
        # holds back for 40 ms on a connection that has been used before. The kernel forgets the wish after each read.
        if hasattr(socket, "TCP_QUICKACK"):
            self._stream.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
