# SPDX-License-Identifier: EUPL-1.2
"""Pairs of entries that may be one company, as editors judge them: the queue, one pair, and who decided what."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.queries import actor_name, actor_names
from kapstok.enterprises import sync
from kapstok.enterprises.joining import prospect
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names
from kapstok.resolution.deciding import LONGEST_NOTE, DecidedMeanwhile, NothingSaid
from kapstok.resolution.enums import Verdict
from kapstok.resolution.models import JudgedPair, Judgement
from kapstok.resolution.reviewing import (
    PairLine,
    UnknownPair,
    behind,
    judgements,
    last_word_of,
    pair_lines,
    pair_row,
    queue,
    words,
)
from kapstok.resolution.rules import DECIDE_PAIRS
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.pair_page import (
    QueueQuery,
    fact_rows,
    facts_mark,
    likelihood_words,
    queue_line,
    said_lines,
    sides,
)
from kapstok.web.beheer.pair_words import VERDICT_WORDS, chance_words, consequences, done_words, reason_words
from kapstok.web.pages import Pages

_ON_A_PAGE = 25


class WordForm(forms.Form):
    """An editor's word on a pair. `seen` and `facts` tell what the page showed when it was made."""

    verdict = forms.ChoiceField(choices=[(word, word) for word in ("same", "different", "related")])
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Dit staat later bij het besluit, met uw naam en de dag."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    facts = forms.CharField(max_length=64, widget=forms.HiddenInput)


class UndoForm(forms.Form):
    """What the page showed when an editor took a word back."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


@require_safe
@door.opened_by(DECIDE_PAIRS)
def pairs(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, those whose decision is worth most first."""
    registers = register_names()
    asked = QueueQuery.of(request.GET, registers)
    found = Paginator(queue(asked.register, asked.likelihood), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = asked.after(reverse("beheer_pairs"))
    here += "&" if "?" in here else "?"
    return framed(
        request,
        "beheer/pairs.html",
        {
            "asked": asked,
            "registers": sorted(registers.items(), key=lambda one: one[1].casefold()),
            "lines": [queue_line(line, asked) for line in pair_lines(shown.object_list)],
            "total": found.count,
            "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}pagina={number}"),
        },
    )


@require_safe
@door.opened_by(DECIDE_PAIRS)
def pair(request: HttpRequest, number: int) -> HttpResponse:
    """Two entries side by side, and the question whether they are one company."""
    return _shown(request, _found(number))


@require_POST
@door.opened_by(DECIDE_PAIRS)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Keeps an editor's word and goes to the next pair; enterprises have followed when that page comes."""
    row, form = _found(number), WordForm(request.POST)
    asked = QueueQuery.of(request.GET, register_names())
    again = HttpResponseRedirect(asked.pair(number))
    if not form.is_valid():
        return _shown(request, row, form, status=422)
    said = form.cleaned_data
    (line,) = pair_lines([row])
    if said["facts"] != facts_mark(line):
        messages.warning(
            request,
            gettext("Een register toont nu iets anders. Kijk nog een keer; uw antwoord is niet bewaard."),
        )
        return again
    would = prospect(line.first.entry, line.second.entry)
    try:
        spoken = sync.decide(
            RegionFolder.current(), number, said["verdict"], door.actor(request), said["reason"], said["seen"]
        )
    except DecidedMeanwhile as error:
        messages.warning(request, _meanwhile(request, error))
        return again
    messages.success(request, done_words(said["verdict"], would, spoken.followed))
    following = behind(queue(asked.register, asked.likelihood), row)
    return HttpResponseRedirect(
        asked.pair(following.pk) if following else asked.after(reverse("beheer_pairs"))
    )


@require_POST
@door.opened_by(DECIDE_PAIRS)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Takes back what was said of a pair, and shows the pair again."""
    row, form = _found(number), UndoForm(request.POST)
    asked = QueueQuery.of(request.GET, register_names())
    if not form.is_valid():
        return _shown(request, row, status=422)
    try:
        spoken = sync.undo(
            RegionFolder.current(), number, door.actor(request), after=form.cleaned_data["seen"]
        )
    except NothingSaid:
        messages.warning(request, gettext("Dit besluit was al ingetrokken."))
    except DecidedMeanwhile as error:
        messages.warning(request, _meanwhile(request, error))
    else:
        messages.success(request, _taken_back(spoken.followed))
    return HttpResponseRedirect(asked.pair(number))


@require_safe
@door.opened_by(DECIDE_PAIRS)
def log(request: HttpRequest) -> HttpResponse:
    """Who decided what, when and why, the newest first."""
    found = Paginator(words(), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    said = list(shown.object_list)
    here = reverse("beheer_pairs_log")
    return framed(
        request,
        "beheer/pairs_log.html",
        {
            "lines": said_lines(
                said, actor_names(one.by for one in said), RegionFolder.current().region(), _of(said)
            ),
            "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}?pagina={number}"),
        },
    )


def _found(number: int) -> JudgedPair:
    try:
        return pair_row(number)
    except UnknownPair:
        raise Http404 from None


def _meanwhile(request: HttpRequest, error: DecidedMeanwhile) -> str:
    told = {"who": actor_name(error.said.by), "said": VERDICT_WORDS[Verdict(error.said.verdict)]}
    if error.said.by == door.actor(request):
        return (
            gettext(
                "U zei hier zelf al iets anders: %(said)s. Uw antwoord is niet bewaard; kijk nog een keer."
            )
            % told
        )
    return gettext("%(who)s was u voor: %(said)s. Uw antwoord is niet bewaard; kijk nog een keer.") % told


def _taken_back(followed: bool) -> str:
    if followed:
        return gettext(
            "Het besluit is ingetrokken. Het is alsof er nooit iets gezegd is; de site volgt dat al."
        )
    return gettext("Het besluit is ingetrokken. De site volgt dat na de lezing van de registers.")


def _shown(
    request: HttpRequest, row: JudgedPair, form: WordForm | None = None, status: int = 200
) -> HttpResponse:
    region = RegionFolder.current().region()
    asked = QueueQuery.of(request.GET, register_names())
    (line,) = pair_lines([row])
    would = prospect(line.first.entry, line.second.entry)
    waiting = queue(asked.register, asked.likelihood)
    following = behind(waiting, row)
    history = list(judgements(row.pk))
    mine = last_word_of(door.actor(request))
    who = actor_names(one.by for one in (*history, *would.in_the_way))
    first, second = sides(line, would, region)
    return framed(
        request,
        "beheer/pair.html",
        {
            "asked": asked,
            "line": line,
            "first": first,
            "second": second,
            "facts": fact_rows(line),
            "why": reason_words(line.why),
            "likelihood": likelihood_words(line.score),
            "chance": chance_words(line.score),
            "would": consequences(would),
            "in_the_way": said_lines(would.in_the_way, who, region, _of(would.in_the_way)),
            "history": said_lines(history, who, region, {}),
            "word": next(iter(said_lines([line.word], who, region, {})), None) if line.word else None,
            "waiting": waiting.count(),
            "skip": asked.pair(following.pk) if following else asked.after(reverse("beheer_pairs")),
            "form": form or WordForm(initial={"seen": line.seen, "facts": facts_mark(line)}),
            "mine": said_lines([mine], {}, region, _of([mine]))[0]
            if mine and mine.pair_id != row.pk
            else None,
        },
        status,
    )


def _of(said: Sequence[Judgement]) -> dict[int, PairLine]:
    """The pairs that these words are about; nothing is asked where nobody said anything."""
    return {line.id: line for line in pair_lines({one.pair for one in said})} if said else {}
