# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person is for this instance; someone without a role may do no more than any reader."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"


class OrganisationKind(StrEnum):
    """What an organisation is in the ecosystem."""

    ENTERPRISE = "enterprise"
    BUYER = "buyer"
    NETWORK = "network"
    MUNICIPALITY = "municipality"
    RESEARCH = "research"


class Function(StrEnum):
    """As what a person acts for an organisation; a manager decides who else acts for it."""

    MANAGER = "manager"
    ENTREPRENEUR = "entrepreneur"
    BUYER = "buyer"
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    NETWORKER = "networker"


# Which functions an organisation knows, the one that it is about first.
FUNCTIONS_OF: Final[Mapping[OrganisationKind, tuple[Function, ...]]] = {
    OrganisationKind.ENTERPRISE: (Function.ENTREPRENEUR, Function.MANAGER),
    OrganisationKind.BUYER: (Function.BUYER, Function.MANAGER),
    OrganisationKind.NETWORK: (Function.NETWORKER, Function.MANAGER),
    OrganisationKind.MUNICIPALITY: (
        Function.BUYER,
        Function.COORDINATOR,
        Function.FACILITATOR,
        Function.MANAGER,
    ),
    OrganisationKind.RESEARCH: (Function.FACILITATOR, Function.MANAGER),
}
