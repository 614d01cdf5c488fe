# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.core.actions import record
from kapstok.core.models import AuditEntry


@pytest.mark.django_db
def test_the_audit_trail_tells_who_did_what_last_first() -> None:
    record("anna@voorbeeld.example", "accepted", "run:12", reason="the register moved")
    record("anna@voorbeeld.example", "rejected", "run:13")
    assert [(e.verb, e.subject, e.details) for e in AuditEntry.objects.all()] == [
        ("rejected", "run:13", {}),
        ("accepted", "run:12", {"reason": "the register moved"}),
    ]
