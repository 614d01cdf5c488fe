# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.enterprises.models.directory import (
    Assembled,
    Enterprise,
    EnterpriseLabel,
    EnterpriseNumber,
    EnterpriseSlug,
    LabelEvent,
    Membership,
    PlaceCorrection,
    Report,
    ReportingDay,
    ReportingNetwork,
    Withholding,
)
from kapstok.enterprises.models.own_words import (
    Moderation,
    OwnWords,
    Photo,
    ProfileVersion,
)
from kapstok.enterprises.models.ownership import Claim, Ownership, RenewalNote
from kapstok.enterprises.models.visibility import Seen, SeenFor

__all__ = [
    "Assembled",
    "Claim",
    "Enterprise",
    "EnterpriseLabel",
    "EnterpriseNumber",
    "EnterpriseSlug",
    "LabelEvent",
    "Membership",
    "Moderation",
    "OwnWords",
    "Ownership",
    "Photo",
    "PlaceCorrection",
    "ProfileVersion",
    "RenewalNote",
    "Report",
    "ReportingDay",
    "ReportingNetwork",
    "Seen",
    "SeenFor",
    "Withholding",
]
