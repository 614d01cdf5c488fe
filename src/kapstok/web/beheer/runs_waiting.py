# SPDX-License-Identifier: EUPL-1.2
"""The runs in quarantine, as the overview of the editors' pages says it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from kapstok.registers.course import quarantined
from kapstok.registers.wording import fault_words
from kapstok.web.beheer.attention import Attention


def waiting_runs() -> Iterator[Attention]:
    """Each run that waits, with what the guard found first."""
    for run in quarantined():
        yield Attention(
            title=gettext("Een lezing van %(register)s is in quarantaine") % {"register": run.register.name},
            text=" ".join(fault_words(fault) for fault in run.verdict[:2]),
            href=reverse("beheer_register_run", args=[run.pk]),
        )
