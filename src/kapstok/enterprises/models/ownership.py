# SPDX-License-Identifier: EUPL-1.2
"""Whose an enterprise's page is, and how somebody proved that it is theirs (claiming.md)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from kapstok.core.personal_data import AT_REQUEST, BY_WHOM, PEOPLE, YEAR, Kept, PersonalData
from kapstok.enterprises.enums import ClaimState, ProofKind
from kapstok.enterprises.models.directory import Enterprise


class Ownership(models.Model):
    """The organisation that acts for an enterprise. It stays when labels lapse, and when the enterprise merges."""

    personal_data = None

    enterprise = models.OneToOneField(Enterprise, on_delete=models.PROTECT, related_name="ownership")
    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="ownership"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} acts for {self.enterprise_id}"


class Claim(models.Model):
    """That a person says that an enterprise is theirs, how they want to prove it, and what came of it.

    `target` is what a published run showed when the claim was made (an e-mail address, a website, a postal address),
    never what the claimant gave; `shown_by` is that run. `code_digest` is a keyed hash of the code that was sent there,
    `sent_at` when: for a letter, when an editor said that it was posted.
    """

    personal_data = PersonalData(
        title=gettext_noop("Aantonen dat een onderneming van u is"),
        whose=PEOPLE,
        what=gettext_noop(
            "Wie zegt dat een onderneming van hem of haar is, met welk bewijs, en wat wij besloten"
        ),
        why=gettext_noop("Zodat alleen wie bij een onderneming hoort, er iets over schrijft"),
        basis=AT_REQUEST,
        until=gettext_noop(
            "Wat u schreef en waar de code heen ging: een jaar. Dat het er was: tot het account is gewist."
        ),
        kept=(
            Kept(
                "ends_at", YEAR, empty=(("target", ""), ("message", ""), ("reason", ""), ("code_digest", ""))
            ),
        ),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="claims")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="claims")
    proof = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in ProofKind])
    target = models.CharField(max_length=300, blank=True)
    shown_by = models.ForeignKey(
        "registers.Run", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    code_digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)  # what the claimant tells the editors
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ClaimState])
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "person"],
                condition=Q(state__in=[ClaimState.OPEN.value, ClaimState.CONTESTED.value]),
                name="one_claim_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}: {self.state}"


class RenewalNote(models.Model):
    """That the owner of an enterprise says that renewing a label is under way; a note, and never more than that.

    It is about the term that ended or ends on `until`: as soon as the register shows another end, it is done with.
    """

    personal_data = BY_WHOM

    entry = models.OneToOneField(
        "registers.Entry", primary_key=True, on_delete=models.PROTECT, related_name="renewal_note"
    )
    until = models.DateField()
    day = models.DateField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"entry {self.entry_id}: renewal of the term until {self.until}"
