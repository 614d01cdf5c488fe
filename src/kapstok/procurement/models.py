# SPDX-License-Identifier: EUPL-1.2
"""Shortlists of buyers without an account, and what of them was shared; needs; and the lists that are being scanned.

A list is known by a key that only its owner's session holds. What is shared is a copy of the list as it was
that day (docs/adr: a shared list is kept as it was): later changes to the list do not reach it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from kapstok.core.personal_data import AT_REQUEST, BUYERS, SECURITY, VISITORS, Kept, PersonalData
from kapstok.procurement.enums import ScanState
from kapstok.procurement.needs import KEPT, LONGEST_TEXT

LONGEST_TITLE = 120
LONGEST_NOTE = 500
_SHA256 = 64


class Shortlist(models.Model):
    """Enterprises that somebody wants to keep in view; `touched_at` is when the owner last opened or changed it."""

    personal_data = PersonalData(
        title=gettext_noop("Lijsten van bezoekers"),
        whose=VISITORS,
        what=gettext_noop("De naam die iemand aan een lijst geeft; niet van wie zij is"),
        why=gettext_noop("Zodat u ondernemingen kunt bewaren en delen, zonder account"),
        basis=AT_REQUEST,
        until=gettext_noop("90 dagen nadat de lijst het laatst is geopend, 400 dagen als zij is gedeeld"),
    )

    key = models.CharField(max_length=43, unique=True)
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    made_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"shortlist {self.pk}"


class ShortlistItem(models.Model):
    """An enterprise on a list, in its place, with what the owner wrote beside it.

    It keeps pointing to the enterprise that was saved, also after a merge: undone, all is as it was.
    """

    personal_data = PersonalData(
        title=gettext_noop("Lijsten van bezoekers"),
        whose=VISITORS,
        what=gettext_noop("Notities bij ondernemingen"),
        why=gettext_noop("Zodat u ondernemingen kunt bewaren en delen, zonder account"),
        basis=AT_REQUEST,
        until=gettext_noop("Zolang de lijst er is"),
    )

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="items")
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "enterprise"], name="once_on_a_shortlist")
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} on {self.shortlist_id}"


class Share(models.Model):
    """A list as it was on the day it was shared, for whoever has the link.

    The link itself is kept nowhere: it follows from `nonce` and the key of the site (`links.py`); `token_sha256`
    finds the share. After it was withdrawn only this row is left, to tell so.
    """

    personal_data = PersonalData(
        title=gettext_noop("Lijsten van bezoekers"),
        whose=VISITORS,
        what=gettext_noop("De naam van een gedeelde lijst"),
        why=gettext_noop("Zodat u ondernemingen kunt bewaren en delen, zonder account"),
        basis=AT_REQUEST,
        until=gettext_noop("Tot de link is ingetrokken, of zolang de lijst er is"),
    )

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="shares")
    nonce = models.CharField(max_length=32)
    token_sha256 = models.CharField(max_length=_SHA256, unique=True)
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    day = models.DateField()
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shortlist"], condition=Q(withdrawn_at=None), name="one_open_share"
            )
        ]

    def __str__(self) -> str:
        return f"share {self.pk} of {self.shortlist_id}"


class SharedItem(models.Model):
    """An enterprise as a shared list showed it: in its place, with the note, and `labels` as they stood (labels.py)."""

    personal_data = PersonalData(
        title=gettext_noop("Lijsten van bezoekers"),
        whose=VISITORS,
        what=gettext_noop("Notities bij ondernemingen van een gedeelde lijst"),
        why=gettext_noop("Zodat u ondernemingen kunt bewaren en delen, zonder account"),
        basis=AT_REQUEST,
        until=gettext_noop("Tot de link is ingetrokken, of zolang de lijst er is"),
    )

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="items")
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    labels = models.JSONField(default=list)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["share", "enterprise"], name="once_in_a_share")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} in share {self.share_id}"


class Need(models.Model):
    """What a buyer is looking for, as it was sent to enterprises (needs.md); written once.

    `email` is where enterprises answer; they do so outside this site.
    """

    personal_data = PersonalData(
        title=gettext_noop("Vragen van inkopers"),
        whose=BUYERS,
        what=gettext_noop(
            "Het e-mailadres voor antwoorden, de vraag, en wie hem stuurde, onder een schuilnaam"
        ),
        why=gettext_noop("Zodat ondernemingen weten wat een inkoper zoekt en kunnen antwoorden"),
        basis=AT_REQUEST,
        until=gettext_noop("400 dagen na het versturen"),
        kept=(Kept("made_at", KEPT),),
        shared_with=gettext_noop("De ondernemingen aan wie de vraag is gestuurd"),
    )

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(max_length=LONGEST_TEXT)
    answer_by = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"need {self.pk}"


class NeedSent(models.Model):
    """That a need was meant for an enterprise: how many people there were to tell, and when they said they read it."""

    personal_data = None

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="sent")
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.PROTECT, related_name="needs")
    told = models.PositiveIntegerField(default=0)  # none: nobody acts for it here, so nothing was delivered
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "enterprise"], name="a_need_is_sent_once")]

    def __str__(self) -> str:
        return f"need {self.need_id} to {self.enterprise_id}"


class Scan(models.Model):
    """A creditor list that somebody sent to be scanned: how far it is, and nothing of what is in it.

    The list and its answer are files (`scan_files.py`), found under `token_sha256`; the token itself is in the address
    only. `caller` tells one sender from another while the row lives, which is an hour after `moved_at`, when the
    state last changed.
    """

    personal_data = PersonalData(
        title=gettext_noop("Bescherming tegen misbruik"),
        whose=VISITORS,
        what=gettext_noop("Hoeveel lijsten van leveranciers van één netwerk komen, zonder het internetadres"),
        why=gettext_noop("Zodat niemand wachtwoorden raadt of de site overbelast"),
        basis=SECURITY,
        until=gettext_noop("Een uur"),
    )

    token_sha256 = models.CharField(max_length=_SHA256, unique=True)
    caller = models.CharField(max_length=_SHA256, db_index=True)
    state = models.CharField(max_length=16, choices=ScanState.choices, db_index=True)
    most_rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"scan {self.pk}"
