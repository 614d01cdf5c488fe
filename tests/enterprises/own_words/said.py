# SPDX-License-Identifier: EUPL-1.2
"""What enterprises say of themselves in these tests, and what their register says."""

from __future__ import annotations

from typing import Any, Final

from kapstok.enterprises.models import Enterprise, ProfileVersion
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import Content, read

BRUG: Final = {
    "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456", "street": "Brink 3", "postcode": "8011AA",
    "website": "https://debrug.example/", "email": "info@debrug.example", "phone": "038 123 45 67",
    "description": "Wij snoeien en koken.", "offerings": ["Groen", "Catering"],
}  # fmt: skip
# Something in every part.
EVERYTHING: Final[dict[str, Any]] = {
    "pitch": "Wij bakken taarten met wie een tweede kans verdient.",
    "description": "Sinds 2012.\n\nIn een oude fabriek.",
    "offerings": [{"text": "Bruidstaarten", "category": "15812000"}, {"text": "Vlaggenborden"}],
    "area": {"kind": "municipalities", "municipalities": ["GM0193", "GM0150"]},
    "smallest": "Een taart",
    "largest": "Duizend gasten",
    "references": [{"client": "Gemeente Zwolle", "work": "Nieuwjaarsborrel", "year": "2025"}],
    "certificates": [{"name": "Skal", "issuer": "Skal Biocontrole", "until": "2027-03-31"}],
    "impact": [
        {"what": "Mensen aan het werk", "number": "12.5", "unit": "fte", "year": "2025", "how": "Loonstaat"}
    ],
    "contact": {
        "name": "Ans Bakker",
        "role": "Verkoop",
        "email": "ans@taart.example",
        "phone": "06 12345678",
    },
    "website": "www.taart.example",
    "apprentices": {"is_open": True, "text": "Twee plekken in de bakkerij."},
    "trial_placements": {"is_open": True, "text": "In overleg."},
    "languages": ["nl", "ar"],
}


def content(**fields: Any) -> Content:
    return read(fields)


def says(enterprise: Enterprise, actor: str = "person:1", **fields: Any) -> ProfileVersion:
    """Saves that the enterprise says this, and nothing else."""
    return save(enterprise=enterprise, content=read(fields), actor=actor)
