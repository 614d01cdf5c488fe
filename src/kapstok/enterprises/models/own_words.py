# SPDX-License-Identifier: EUPL-1.2
"""What an enterprise says of itself: a layer over the registers' facts that no sync touches (own_words/README.md)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_noop

from kapstok.core.personal_data import AT_REQUEST, BY_WHOM, SOLE_TRADERS, PersonalData
from kapstok.enterprises.enums import VersionKind
from kapstok.enterprises.models.directory import Enterprise


class ProfileVersion(models.Model):
    """An enterprise's words as they were saved at one moment; the last version counts. Added, never changed.

    `content` has the shape of `own_words.content.Content`. Erasing a person may blank what is theirs in it.
    """

    personal_data = PersonalData(
        title=gettext_noop("Wat een onderneming over zichzelf zegt"),
        whose=SOLE_TRADERS,
        what=gettext_noop(
            "Naam, functie, e-mailadres en telefoonnummer van een contactpersoon, ook van vroeger"
        ),
        why=gettext_noop("Zodat inkopers weten wat de onderneming doet en wie zij kunnen bereiken"),
        basis=AT_REQUEST,
        until=gettext_noop(
            "Tot iemand van de onderneming het weghaalt, of de contactpersoon vraagt het te wissen"
        ),
        shared_with=gettext_noop("Iedereen: het staat op de site"),
    )

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="profile_versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in VersionKind])
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "number"], name="profile_versions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.enterprise_id}"


class OwnWords(models.Model):
    """What is shown of the last version, without what editors hid: kept for pages and the search index."""

    personal_data = PersonalData(
        title=gettext_noop("Wat een onderneming over zichzelf zegt"),
        whose=SOLE_TRADERS,
        what=gettext_noop("Naam, functie, e-mailadres en telefoonnummer van een contactpersoon"),
        why=gettext_noop("Zodat inkopers weten wat de onderneming doet en wie zij kunnen bereiken"),
        basis=AT_REQUEST,
        until=gettext_noop(
            "Tot iemand van de onderneming het weghaalt, of de contactpersoon vraagt het te wissen"
        ),
        shared_with=gettext_noop("Iedereen: het staat op de site"),
    )

    enterprise = models.OneToOneField(
        Enterprise, primary_key=True, on_delete=models.PROTECT, related_name="own_words"
    )
    version = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"own words of {self.enterprise_id}"


class Photo(models.Model):
    """A picture that an enterprise shows, made anew from what was sent; the file is named after its bytes."""

    personal_data = PersonalData(
        title=gettext_noop("Wat een onderneming over zichzelf zegt"),
        whose=SOLE_TRADERS,
        what=gettext_noop("Foto’s, waar mensen op kunnen staan, zonder wat de camera erbij bewaarde"),
        why=gettext_noop("Zodat inkopers weten wat de onderneming doet en wie zij kunnen bereiken"),
        basis=AT_REQUEST,
        until=gettext_noop(
            "Tot iemand van de onderneming het weghaalt, of de contactpersoon vraagt het te wissen"
        ),
        shared_with=gettext_noop("Iedereen: het staat op de site"),
    )

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    alt = models.CharField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    hidden_at = models.DateTimeField(null=True, blank=True)  # by editors

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"photo {self.pk} of {self.enterprise_id}"


class Moderation(models.Model):
    """That editors hide one field of an enterprise's own words, or show it again; the last row of a field counts.

    Of a photo `sha256` names its bytes, so that they stay hidden when its owner takes it away and sends it again.
    """

    personal_data = BY_WHOM

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="moderations")
    field = models.CharField(max_length=40)
    hidden = models.BooleanField()
    sha256 = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.field} of {self.enterprise_id}: {'hidden' if self.hidden else 'shown'}"
