# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import logging
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from kapstok.enterprises.evidence import Evidence, evidence
from kapstok.enterprises.evidence_pdf import render
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.enterprises.typesetting import PdfFailed
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names
from kapstok.web.house import page
from kapstok.web.methods import only_read
from kapstok.web.proof import asked_day, proof_page
from kapstok.web.views.withheld import not_shown

log = logging.getLogger(__name__)


@only_read
def proof(request: HttpRequest, slug: str) -> HttpResponse:
    """Which labels an enterprise had on the day of `?op=`, and what proves it; with `&als=pdf` as a document."""
    folder = RegionFolder.current()
    region = folder.region()
    try:
        known, moved = by_slug(slug)
    except NoSuchEnterprise:
        raise Http404 from None
    if moved:
        return HttpResponsePermanentRedirect(_address(known.slug, request))
    if known.withheld:
        return not_shown(request)
    asked = asked_day(request.GET.get("op", ""), region.today())
    found = evidence(known, asked.day, ListingRules.of(region))
    wants_pdf = request.GET.get("als") == "pdf" and not asked.error
    document = _document(found, folder) if wants_pdf else None
    if document is not None:
        return document
    shown = proof_page(known.slug, found, asked, region, register_names())
    # A page about a day in the past is for those who were sent here, not for search engines.
    return page(request, "web/proof.html", {"proof": shown, "pdf_failed": wants_pdf, "unlisted": True})


def _address(slug: str, request: HttpRequest) -> str:
    """The same question about the enterprise under its present address."""
    asked = {name: request.GET[name] for name in ("op", "als") if name in request.GET}
    return reverse("proof", args=[slug]) + (f"?{urlencode(asked)}" if asked else "")


def _document(found: Evidence, folder: RegionFolder) -> HttpResponse | None:
    """The proof as a PDF; None where it cannot be made, which stands in the log."""
    try:
        pdf = render(found, folder, apart=True)
    except PdfFailed as error:
        log.error("%s on %s: %s", found.enterprise.slug, found.on, error)
        return None
    name = f"{found.enterprise.slug}-{found.on.isoformat()}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"},
    )
