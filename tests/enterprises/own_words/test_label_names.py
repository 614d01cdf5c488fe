# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.own_words.content import read
from kapstok.enterprises.own_words.faults import UnusableContent
from kapstok.enterprises.own_words.label_names import refuse_labels

LABELS = ("Prestatieladder Socialer Ondernemen", "PSO", "PSO 30+", "Café Sociaal", "+")


def refused(**certificate: str) -> list[tuple[str, str]]:
    content = read({"certificates": [{"name": "Skal"}, {"name": "Keurmerk", **certificate}]})
    try:
        refuse_labels(content, LABELS)
    except UnusableContent as unusable:
        return [(fault.field, fault.reason) for fault in unusable.faults]
    return []


@pytest.mark.parametrize(
    "name",
    [
        "PSO 30+ Trede 3",
        "Wij hebben pso",
        "P.S.O. en PSO-30+",
        "PSO",
        "prestatieladder  SOCIALER-ondernemen (trede 2)",
        "cafe sociaal",
        "P\u200bS\u00adO",
        "\uff30\uff33\uff2f",
    ],
)
def test_a_certificate_that_reads_like_a_label_is_refused_in_its_own_place(name: str) -> None:
    assert refused(name=name) == [("certificates.1.name", "label")]
    assert refused(issuer=name) == [("certificates.1.issuer", "label")]


@pytest.mark.parametrize("name", ["PSOriasis", "PSO30", "Prestatieladder", "Sociaal Café", "C++", "ISO 9001"])
def test_what_only_looks_like_it_is_no_label(name: str) -> None:
    assert refused(name=name, issuer=name) == []
