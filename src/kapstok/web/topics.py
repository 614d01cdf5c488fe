# SPDX-License-Identifier: EUPL-1.2
"""What people are told of what happens on the pages themselves."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from kapstok.notices.topics import Topic

MEMBERS: Final = Topic("members", gettext_noop("Wie er voor uw organisatie optreedt"))
