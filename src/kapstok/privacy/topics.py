# SPDX-License-Identifier: EUPL-1.2
"""What people are told of by this room."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from kapstok.notices.topics import Topic

TRAIL: Final = Topic("trail", gettext_noop("Het logboek klopt niet"))
