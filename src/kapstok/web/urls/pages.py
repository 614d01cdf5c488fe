# SPDX-License-Identifier: EUPL-1.2
"""Pages for people, in both languages (docs/addresses.md)."""

from __future__ import annotations

from django.urls import path

from kapstok.web.views import (
    buyers,
    claim,
    directory,
    enterprise,
    home,
    list_files,
    lists,
    proof,
    report,
    scan,
    shared_lists,
    statements,
    unsubscribe,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("aanbod", directory.directory, name="directory"),
    path("aanbod/bladeren", buyers.browse, name="browse"),
    path("aanbod/suggesties", buyers.suggestions, name="suggestions"),
    path("aanbod/kaart.json", buyers.points, name="map-points"),
    path("aanbod/voorbehouden", buyers.reserved, name="reserved"),
    path("vergelijk", buyers.compare, name="compare"),
    path("onderneming/<slug:slug>", enterprise.enterprise, name="enterprise"),
    path("onderneming/<slug:slug>/bewijs", proof.proof, name="proof"),
    path("onderneming/<slug:slug>/klopt-niet", report.report_page, name="report"),
    path("onderneming/<slug:slug>/claim", claim.claim_page, name="claim"),
    path("aanbod/export", list_files.found_file, name="found-file"),
    path("lijst", lists.mine, name="my-list"),
    path("lijst/bewaar", lists.save, name="save-to-list"),
    path("lijst/bewaar/zeker", lists.surely_save, name="surely-save-to-list"),
    path("lijst/wijzig", lists.change, name="change-list"),
    path("lijst/deel", lists.share, name="share-list"),
    path("lijst/trek-in", lists.withdraw, name="withdraw-list"),
    path("lijst/export", list_files.my_file, name="my-list-file"),
    path("lijst/<str:token>", shared_lists.shared, name="shared-list"),
    path("lijst/<str:token>/export", shared_lists.shared_file, name="shared-list-file"),
    path("lijst/<str:token>/neem-over", shared_lists.copy, name="copy-list"),
    path("scan", scan.scan, name="scan"),
    path("scan/<str:token>", scan.scanned, name="scanned"),
    path("scan/<str:token>/begin", scan.begin, name="begin-scan"),
    path("scan/<str:token>/bestand", scan.workbook, name="scan-file"),
    path("scan/<str:token>/verwijder", scan.remove, name="remove-scan"),
    path("berichten/afmelden/<str:token>", unsubscribe.unsubscribe, name="unsubscribe"),
    path("toegankelijkheid", statements.accessibility, name="accessibility"),
    path("privacy", statements.privacy, name="privacy"),
]
