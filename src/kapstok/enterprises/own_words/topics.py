# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from kapstok.notices.topics import Topic

MODERATION: Final = Topic(
    "moderation", gettext_noop("Iets op uw pagina wordt niet meer getoond, of weer wel")
)
