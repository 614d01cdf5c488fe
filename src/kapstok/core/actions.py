# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.core.audit import Told
from kapstok.core.chain import new_mark, seal_afterwards
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry


def record(actor: str, verb: str, subject: str, **details: object) -> AuditEntry:
    """Writes one line in the audit trail; call it inside the transaction of what it tells about.

    `subject` names a thing as "kind:id" ("run:12"); `details` hold plain JSON values and no personal data. Once that
    transaction has been kept, the line is sealed (audit.md).
    """
    told = Told(0, now(), actor, verb, subject, details)
    entry = AuditEntry.objects.create(
        at=told.at, actor=actor, verb=verb, subject=subject, details=details, mark=new_mark(told)
    )
    seal_afterwards()
    return entry
