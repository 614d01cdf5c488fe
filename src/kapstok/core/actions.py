# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.core.chain import seal_afterwards
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry


def record(actor: str, verb: str, subject: str, **details: object) -> AuditEntry:
    """Writes one line in the audit trail; call it inside the transaction of what it tells about.

    `subject` names a thing as "kind:id" ("run:12"); `details` hold plain JSON values and no personal data. Once that
    transaction has been kept, the line is sealed (audit.md).
    """
    entry = AuditEntry.objects.create(at=now(), actor=actor, verb=verb, subject=subject, details=details)
    seal_afterwards()
    return entry
