# SPDX-License-Identifier: EUPL-1.2
"""What people are told of by this room."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from kapstok.notices.topics import Topic

NEEDS: Final = Topic("needs", gettext_noop("Een inkoper vraagt uw onderneming iets"))
