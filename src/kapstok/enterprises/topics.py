# SPDX-License-Identifier: EUPL-1.2
"""What people are told of by this room."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from kapstok.notices.topics import Topic

CLAIMS: Final = Topic("claims", gettext_noop("Van wie een onderneming is"))
CLAIMS_TO_DECIDE: Final = Topic("claims-to-decide", gettext_noop("Een claim die een redacteur nodig heeft"))
RENEWALS: Final = Topic("renewals", gettext_noop("Labels die aflopen"))
REPORTS: Final = Topic("reports", gettext_noop("Een lezer meldt iets over een onderneming"))
