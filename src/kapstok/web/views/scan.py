# SPDX-License-Identifier: EUPL-1.2
"""A creditor list is sent, its columns are looked at, and the answer waits at an address that only its sender knows.

What these pages answer is for who asked only: it is kept by no browser or cache between, and found by no search engine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from kapstok.accounts.models import Person
from kapstok.accounts.queries import has_second_factor
from kapstok.procurement.creditors.shapes import Why
from kapstok.procurement.enums import ScanState
from kapstok.procurement.models import Scan
from kapstok.procurement.rules import SCAN_LONG_LISTS
from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan import jobs as scan_jobs
from kapstok.procurement.scan.files import ScanFiles
from kapstok.procurement.scan.jobs import EDITOR, VISITOR, Allowance, Begun
from kapstok.regions.folder import RegionFolder
from kapstok.web.account.links import in_full
from kapstok.web.callers import caller
from kapstok.web.house import page
from kapstok.web.methods import only_read
from kapstok.web.scan_answer import answer_shown
from kapstok.web.scan_columns import columns_shown, role_choices
from kapstok.web.scan_upload import FIELD, Arriving, said_size, throw_away
from kapstok.web.scan_words import fault_words, how_far

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
View = Callable[..., HttpResponseBase]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_exempt  # the token of the form is asked for after the way in is laid: `_arrived`
def scan(request: HttpRequest) -> HttpResponse:
    """Where a list is sent from, and to. One that may not come in is refused before it is read."""
    trusted = _trusted(request)
    allowance = EDITOR if trusted else VISITOR
    if request.method != "POST":
        return _form(request, allowance)
    size = said_size(request)
    if size > allowance.size:
        throw_away(request)
        return _form(request, allowance, Why.TOO_LARGE, 413)
    sender = scan_jobs.caller_of(network=caller(request), person=trusted.pk if trusted else None)
    try:
        begun = scan_jobs.begin(RegionFolder.current(), caller=sender, allowance=allowance, size=size)
    except (scan_jobs.TooManyScans, scan_jobs.NoRoom) as refused:
        throw_away(request)
        status = 429 if isinstance(refused, scan_jobs.TooManyScans) else 503
        return page(request, "web/scan.html", _about(allowance) | {"busy": True}, status)
    return _let_in(request, begun, allowance)


def _let_in(request: HttpRequest, begun: Begun, allowance: Allowance) -> HttpResponse:
    """Reads what is sent to the place of this scan; whatever goes wrong, nothing of it stays."""
    way_in = Arriving(request, begun.files, allowance.size)
    request.upload_handlers = [way_in]
    stays = False
    try:
        answer = _arrived(request, begun, way_in, allowance)
        stays = answer.status_code == 302
        return answer
    finally:
        way_in.close()
        if not stays:
            scan_jobs.give_up(begun)


@csrf_protect
def _arrived(request: HttpRequest, begun: Begun, way_in: Arriving, allowance: Allowance) -> HttpResponse:
    try:
        came = FIELD in request.FILES
    except UnreadablePostError:  # whoever sent it is gone
        came = False
    if way_in.is_too_large:
        return _form(request, allowance, Why.TOO_LARGE, 413)
    if not came:
        return _form(request, allowance, Why.NO_FILE, 422)
    scan_files.write(begun.files.named, way_in.name)
    try:
        scan_jobs.read_columns(begun)
    except scan_jobs.NotReadable as refused:
        return _form(request, allowance, refused.kind, 422)
    except scan_jobs.TooManyScans:
        return page(request, "web/scan.html", _about(allowance) | {"busy": True}, 429)
    return HttpResponseRedirect(reverse("scanned", args=[begun.token]))


def _form(
    request: HttpRequest, allowance: Allowance, fault: str | None = None, status: int = 200
) -> HttpResponse:
    words = fault_words(fault, allowance) if fault else None
    return page(request, "web/scan.html", _about(allowance) | {"fault": words}, status)


def _about(allowance: Allowance) -> dict[str, Any]:
    megabytes = allowance.size // 1_000_000
    return {"allowance": allowance, "megabytes": megabytes, "fault": None, "busy": False}


def _trusted(request: HttpRequest) -> Person | None:
    """Who may send longer lists: editors, signed in as their door asks, and who buys for an organisation."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, Person):
        return None
    if request.user.role and not has_second_factor(request.user):
        return None
    return request.user if SCAN_LONG_LISTS.granted_to(request.user) else None


def _for_who_has_the_address(view: View) -> View:
    """Gives a view the scan of its token; for one that is not there, or not any more, says so."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            found = scan_jobs.find(RegionFolder.current(), token)
        except scan_jobs.NoSuchScan:
            response: HttpResponseBase = page(request, "web/scan_gone.html", {"unlisted": True}, 404)
        else:
            response = view(request, token, *found)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@only_read
@_for_who_has_the_address
def scanned(request: HttpRequest, token: str, scan: Scan, files: ScanFiles) -> HttpResponse:
    """How a scan is: columns to look at, how far it is, its answer, or why there is none."""
    show = {ScanState.CHOOSING: _columns, ScanState.DONE: _answer, ScanState.FAILED: _failed}
    return show.get(ScanState(scan.state), _progress)(request, token, scan, files)


@require_POST
@_for_who_has_the_address
def begin(request: HttpRequest, token: str, scan: Scan, files: ScanFiles) -> HttpResponse:
    """Begins the scan with the columns as chosen, unless they cannot be meant so."""
    columns = columns_shown(scan_files.read(files.columns)["columns"], request.POST)
    if scan.state == ScanState.CHOOSING and not columns.may_begin:
        return _columns(request, token, scan, files, columns, 422)
    language = (get_language() or "nl").split("-")[0]
    site = in_full("/", request).removesuffix("/")
    scan_jobs.start(RegionFolder.current(), scan, chosen=columns.chosen, language=language, site=site)
    return HttpResponseRedirect(reverse("scanned", args=[token]))


@require_POST
@_for_who_has_the_address
def remove(request: HttpRequest, token: str, scan: Scan, files: ScanFiles) -> HttpResponse:
    """Removes the list and its answer at once."""
    scan_jobs.remove(RegionFolder.current(), scan)
    messages.success(request, gettext("Uw lijst en de uitkomst zijn verwijderd."))
    return HttpResponseRedirect(reverse("scan"))


@only_read
@_for_who_has_the_address
def workbook(request: HttpRequest, token: str, scan: Scan, files: ScanFiles) -> HttpResponseBase:
    """The answer as a workbook; before there is one, how far it is."""
    if scan.state != ScanState.DONE:
        return HttpResponseRedirect(reverse("scanned", args=[token]))
    name = gettext("leveranciersscan")
    return FileResponse(
        files.workbook.open("rb"), as_attachment=True, filename=f"{name}-{scan.made_at:%Y-%m-%d}.xlsx",
        content_type=_XLSX,
    )  # fmt: skip


def _columns(
    request: HttpRequest, token: str, scan: Scan, files: ScanFiles, given: Any = None, status: int = 200
) -> HttpResponse:
    read = scan_files.read(files.columns)
    context = {
        "token": token,
        "name": scan_files.read(files.named),
        "rows": read["rows"],
        "columns": given or columns_shown(read["columns"]),
        "roles": role_choices(),
        "unlisted": True,
    }
    return page(request, "web/scan_columns.html", context, status)


def _progress(request: HttpRequest, token: str, scan: Scan, files: ScanFiles) -> HttpResponse:
    context = {
        "token": token,
        "waits": scan.state == ScanState.WAITING,
        "before": scan_jobs.place_in_line(scan),
        "progress": how_far(scan_files.read(files.progress), scan_files.read(files.columns)["rows"]),
        "unlisted": True,
    }
    return page(request, "web/scan_progress.html", context)


def _answer(request: HttpRequest, token: str, scan: Scan, files: ScanFiles) -> HttpResponse:
    until = scan.moved_at + scan_jobs.KEPT
    region = RegionFolder.current().region()
    context = {
        "token": token,
        "answer": answer_shown(scan_files.read(files.report), region),
        "kept_until": until.astimezone(region.timezone).strftime("%H:%M"),
        "unlisted": True,
    }
    return page(request, "web/scan_answer.html", context)


def _failed(request: HttpRequest, token: str, scan: Scan, files: ScanFiles) -> HttpResponse:
    allowance = EDITOR if scan.most_rows == EDITOR.rows else VISITOR
    words = fault_words(scan_jobs.fault_of(files), allowance)
    return page(request, "web/scan_failed.html", {"fault": words, "unlisted": True})
