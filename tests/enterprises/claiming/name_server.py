# SPDX-License-Identifier: EUPL-1.2
"""A name server on loopback that answers for TXT records as a test tells it to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


class NameServer:
    """`texts["_kapstok.dester.example."]` are the TXT records of a name; other names do not exist.

    While `is_silent` it answers nobody.
    """

    def __init__(self, port: int):
        self.port = port
        self.texts: dict[str, list[str]] = {}
        self.asked: list[str] = []
        self.is_silent = False

    def resolver(self) -> dns.resolver.Resolver:
        """A resolver that asks this server only."""
        made = dns.resolver.Resolver(configure=False)
        made.nameservers, made.port = ["127.0.0.1"], self.port
        made.timeout = 0.2
        return made

    def answer(self, wire: bytes) -> bytes | None:
        query = dns.message.from_wire(wire)
        name = query.question[0].name
        self.asked.append(name.to_text())
        if self.is_silent:
            return None
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        texts = self.texts.get(name.to_text())
        if texts is None:
            response.set_rcode(dns.rcode.NXDOMAIN)
        elif texts:
            response.answer.append(dns.rrset.from_text_list(name, 60, "IN", "TXT", texts))
        return response.to_wire()


@contextmanager
def name_server() -> Iterator[NameServer]:
    """A name server that answers until the block ends."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        udp.settimeout(0.05)
        server = NameServer(udp.getsockname()[1])
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    wire, whom = udp.recvfrom(4096)
                except TimeoutError:
                    continue
                answer = server.answer(wire)
                if answer:
                    udp.sendto(answer, whom)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server
        finally:
            over.set()
            thread.join()
