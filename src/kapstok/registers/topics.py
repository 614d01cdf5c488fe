# SPDX-License-Identifier: EUPL-1.2
"""What people are told of registers."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from kapstok.notices.topics import Topic

REGISTERS: Final = Topic("registers", gettext_noop("Een register wacht op u, of bleef te lang ongelezen"))
