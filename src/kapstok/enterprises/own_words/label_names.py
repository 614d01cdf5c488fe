# SPDX-License-Identifier: EUPL-1.2
"""Labels come from registers alone: no certificate that an enterprise names may read like one of them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from kapstok.core.text import fold
from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.faults import FieldFault, UnusableContent

_WORD: Final = re.compile(r"\w+")
# Characters that nobody sees (between the letters of a word, say).
_UNSEEN: Final = "Cf"


def refuse_labels(content: Content, labels: Iterable[str]) -> None:
    """Raises `UnusableContent` where a certificate's name or issuer holds one of these names.

    A name is found as whole words, whatever their case, accents and what stands between them: "PSO 30+" is found in
    "onze pso-30+ Trede 3", "PSO" is not found in "PSOriasis".
    """
    names = [words for label in labels if (words := _words(label))]
    faults = [
        FieldFault(f"certificates.{at}.{field}", "label")
        for at, certificate in enumerate(content.certificates)
        for field, text in (("name", certificate.name), ("issuer", certificate.issuer))
        if any(_holds(_words(text), name) for name in names)
    ]
    if faults:
        raise UnusableContent(faults)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold("".join(c for c in text if unicodedata.category(c) != _UNSEEN)))


def _holds(words: list[str], name: list[str]) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))
