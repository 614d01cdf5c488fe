# SPDX-License-Identifier: EUPL-1.2
"""The registers as editors see them: how each stands, its course over time, and a try of its file."""

from __future__ import annotations

import threading

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.enterprises.wording import label_words
from kapstok.regions.folder import RegionFolder
from kapstok.registers.course import RegisterLine, course, register_line, register_lines
from kapstok.registers.models import Run, Trial
from kapstok.registers.rules import READ_RUNS, TRY_REGISTERS
from kapstok.registers.trials import TrialRunning, begin_trial, carry_out, is_running, last_trial
from kapstok.registers.wording import fault_words, field_words, interval_words, status_words
from kapstok.web.beheer import door
from kapstok.web.beheer.course_picture import HEIGHT, WIDTH, picture
from kapstok.web.beheer.frame import framed
from kapstok.web.pages import Pages

_RUNS_ON_A_PAGE = 30
_REFRESH = 3  # seconds


@require_safe
@door.opened_by(READ_RUNS)
def registers(request: HttpRequest) -> HttpResponse:
    """Every register, and what is wrong with the files."""
    lines, faults = register_lines(RegionFolder.current())
    return framed(request, "beheer/registers.html", {"lines": lines, "faults": faults, "words": status_words})


@require_safe
@door.opened_by(READ_RUNS)
def register(request: HttpRequest, register: str) -> HttpResponse:
    """One register: its course in a picture, and its runs."""
    line = _line(register)
    points = course(register)
    runs = Paginator(
        Run.objects.filter(register=register).defer("issues", "verdict", "filled"), _RUNS_ON_A_PAGE
    )
    asked = runs.get_page(request.GET.get("pagina"))
    here = reverse("beheer_register", args=[register])
    return framed(
        request,
        "beheer/register.html",
        {
            "line": line,
            "label": label_words(RegionFolder.current().region(), line.label),
            "interval": interval_words(line.file.every) if line.file else "",
            "picture": picture(points),
            "points": points,
            "size": (WIDTH, HEIGHT),
            "runs": asked.object_list,
            "pages": Pages.of(asked.number, runs.num_pages, lambda number: f"{here}?pagina={number}"),
            "words": status_words,
        },
    )


@require_safe
@door.opened_by(TRY_REGISTERS)
def trial(request: HttpRequest, register: str) -> HttpResponse:
    """How far a try is, or what it read. While it goes on the page asks for itself again."""
    line, last = _line(register), last_trial(register)
    running = last is not None and is_running(last)
    response = framed(
        request,
        "beheer/trial.html",
        {
            "line": line,
            "trial": last,
            "running": running,
            "fields": (fields := _fields(last)),
            "columns": [field_words(field) for field in fields],
            "fault_words": fault_words,
            "field_words": field_words,
        },
    )
    if running:
        response["Refresh"] = str(_REFRESH)
    return response


@require_POST
@door.opened_by(TRY_REGISTERS)
def begin(request: HttpRequest, register: str) -> HttpResponse:
    """Begins to try a register file; it goes on when the editor leaves the page."""
    _line(register)
    try:
        begun = begin_trial(register=register, actor=door.actor(request))
    except TrialRunning:
        messages.info(request, gettext("Dit register wordt al geprobeerd."))
    else:
        threading.Thread(target=_carry_out, args=[begun], name=f"trial {begun.pk}", daemon=True).start()
    return HttpResponseRedirect(reverse("beheer_register_trial", args=[register]))


def _carry_out(trial: Trial) -> None:
    try:
        carry_out(trial, RegionFolder.current())
    finally:
        connection.close()


def _line(register: str) -> RegisterLine:
    found = register_line(RegionFolder.current(), register)
    if found is None:
        raise Http404
    return found


def _fields(trial: Trial | None) -> list[str]:
    """The columns of what was read, in the order in which the rows bring them."""
    rows = trial.outcome["rows"] if trial and trial.outcome else []
    return list(dict.fromkeys(name for row in rows for name in row["values"]))
