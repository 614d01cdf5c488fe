# SPDX-License-Identifier: EUPL-1.2
"""A real mail server on loopback that keeps what it accepts and answers as a test tells it to."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

OK = "250 OK"


class PostOffice:
    """`accepted` are the messages it took, in order; the answers may be set by a test."""

    def __init__(self) -> None:
        self.port = 0
        self.accepted: list[EmailMessage] = []
        self.recipient_answer: Callable[[str], str] = lambda address: OK
        self.text_answer: Callable[[EmailMessage], str] = lambda message: OK
        self.hang_up_at: str | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def addresses(self) -> list[str]:
        return [str(message["To"]) for message in self.accepted]

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.hang_up_at == "recipient":
            server.transport.abort()
            await asyncio.sleep(0)
        answer = self.recipient_answer(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
        assert isinstance(message, EmailMessage)
        answer = self.text_answer(message)
        if answer.startswith("250"):
            self.accepted.append(message)
        if self.hang_up_at == "text":
            server.transport.abort()
        return answer


class _Controller(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="post.example", enable_SMTPUTF8=False)


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A mail server that answers until the block ends."""
    office = PostOffice()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        office.port = probe.getsockname()[1]
    controller = _Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
