# SPDX-License-Identifier: EUPL-1.2
"""What organisations and the functions of who acts for them are called on pages and in mail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy

from kapstok.accounts.enums import Function, OrganisationKind

KIND_WORDS: Final = {
    OrganisationKind.ENTERPRISE: gettext_lazy("Onderneming"),
    OrganisationKind.BUYER: gettext_lazy("Inkopende organisatie"),
    OrganisationKind.NETWORK: gettext_lazy("Netwerk"),
    OrganisationKind.MUNICIPALITY: gettext_lazy("Gemeente"),
    OrganisationKind.RESEARCH: gettext_lazy("Onderzoeksinstelling"),
}
FUNCTION_WORDS: Final = {
    Function.MANAGER: gettext_lazy("Toegangsbeheerder"),
    Function.ENTREPRENEUR: gettext_lazy("Ondernemer"),
    Function.BUYER: gettext_lazy("Inkoper"),
    Function.COORDINATOR: gettext_lazy("Coördinator social return"),
    Function.FACILITATOR: gettext_lazy("Gespreksleider"),
    Function.NETWORKER: gettext_lazy("Netwerker"),
}


def kind_words(kind: str) -> str:
    return str(KIND_WORDS[OrganisationKind(kind)])


def function_words(functions: Iterable[str]) -> str:
    """The functions in a line, in the order in which they are given; one that is no longer known is left out."""
    known = set(Function)
    return ", ".join(str(FUNCTION_WORDS[Function(one)]) for one in functions if one in known)
