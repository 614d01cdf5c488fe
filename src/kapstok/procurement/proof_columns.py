# SPDX-License-Identifier: EUPL-1.2
"""The evidence of a list as columns: a sheet of its own with a line for each label, or cells beside the enterprise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from kapstok.procurement.columns import BETWEEN, Setting
from kapstok.procurement.proofs import Proof
from kapstok.procurement.wording import named, stated, term


@dataclass(frozen=True)
class ProofColumn:
    """A column of the evidence: one line for each label on each day."""

    title: Promise
    say: Callable[[Proof, Setting], str]
    is_code: bool = False  # compared sign by sign


def _fetched(proof: Proof, setting: Setting) -> str:
    """The instant as machines write it."""
    return f"{proof.page.fetched_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if proof.page else ""


def _register(proof: Proof, setting: Setting) -> str:
    return setting.registers.get(proof.label.register, proof.label.register)


def _page(proof: Proof, setting: Setting) -> str:
    return proof.page.url if proof.page else gettext("niet bewaard")


def _sha256(proof: Proof, setting: Setting) -> str:
    return proof.page.sha256 if proof.page else ""


def _own_page(proof: Proof, setting: Setting) -> str:
    return setting.proof_href(proof.enterprise.slug, proof.day)


def _label(proof: Proof, setting: Setting) -> str:
    return stated(proof.label.on_day, setting.region)


PROOF_COLUMNS: tuple[ProofColumn, ...] = (
    ProofColumn(gettext_lazy("Onderneming"), lambda proof, setting: proof.enterprise.name),
    ProofColumn(gettext_lazy("Label"), _label),
    ProofColumn(gettext_lazy("Op"), lambda proof, setting: proof.day.isoformat()),
    ProofColumn(gettext_lazy("Geldig"), lambda proof, setting: term(proof.label.on_day)),
    ProofColumn(gettext_lazy("Register"), _register),
    ProofColumn(gettext_lazy("Kenmerk in het register"), lambda proof, setting: proof.label.key),
    ProofColumn(gettext_lazy("Gezien op"), _page, is_code=True),
    ProofColumn(gettext_lazy("Opgehaald"), _fetched),
    ProofColumn(gettext_lazy("SHA-256 van de pagina"), _sha256, is_code=True),
    ProofColumn(gettext_lazy("Bewijs op deze site"), _own_page, is_code=True),
)


def proof_cells(proofs: Sequence[Proof], setting: Setting) -> tuple[tuple[str, str], ...]:
    """The evidence of one enterprise as extra columns: titles and cells, with the labels in one order in each."""
    said = [(f"{named(one.label.on_day, setting.region)} ({one.day.isoformat()})", one) for one in proofs]
    return (
        (gettext("Bewezen label"), BETWEEN.join(label for label, _ in said)),
        (gettext("Gezien op"), BETWEEN.join(one.page.url if one.page else "-" for _, one in said)),
        (gettext("Opgehaald"), BETWEEN.join(_fetched(one, setting) or "-" for _, one in said)),
        (gettext("SHA-256 van de pagina"), BETWEEN.join(one.page.sha256 if one.page else "-" for _, one in said)),
    )  # fmt: skip
