# SPDX-License-Identifier: EUPL-1.2
"""Questions without a good result, and the words that editors added because of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.queries import actor_names
from kapstok.regions.folder import RegionFolder
from kapstok.search import asked as questions
from kapstok.search.dutch.thesaurus import Thesaurus
from kapstok.search.enums import EntryKind, Shortfall
from kapstok.search.models import AddedWord
from kapstok.search.queries import counting_words
from kapstok.search.region_words import NotCounting, take_away
from kapstok.search.rules import ADD_WORDS
from kapstok.search.vocabulary import chain_of
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.words_following import follow
from kapstok.web.beheer.words_trial import grade
from kapstok.web.pages import Pages

_ON_A_PAGE = 25
_LAST_ADDED = 200
# In the address, and what is said of it.
_SHORTFALLS: Final = {
    "niets": (Shortfall.NOTHING, gettext_noop("Niets gevonden")),
    "begrip": (Shortfall.CONCEPT, gettext_noop("Niet herkend wat men zocht")),
    "weggelaten": (Shortfall.SHORTENED, gettext_noop("Woorden weggelaten")),
}


@dataclass(frozen=True)
class QuestionLine:
    """A question that fell short: how often it was asked, when last, what went wrong then, where to do something."""

    text: str
    asked: int
    last: date
    faults: tuple[str, ...]
    href: str


@dataclass(frozen=True)
class WordLine:
    """An entry that an editor added. `concept` is its name, empty where the thesaurus has it no longer."""

    id: int
    entry: str
    kind: str
    concept: str
    concept_id: str
    on: date
    who: str
    reason: str
    measured: str
    removed_on: date | None
    removed_by: str


@require_safe
@door.opened_by(ADD_WORDS)
def words(request: HttpRequest) -> HttpResponse:
    """The questions that fell short, the most asked first, and the words that count because an editor said so."""
    with suppress(DatabaseError):
        # What this process counted in the last minute; where that cannot be now, the list is a minute old.
        questions.write_down()
    kind = request.GET.get("soort", "")
    wanted = _SHORTFALLS.get(kind)
    waiting = Paginator(questions.without_good_result(wanted[0] if wanted else None), _ON_A_PAGE)
    shown = waiting.get_page(request.GET.get("pagina"))
    all_asked, unkept = questions.totals()
    return framed(
        request,
        "beheer/words.html",
        {
            "lines": [_question_line(row) for row in shown.object_list],
            "total": waiting.count,
            "all_asked": all_asked,
            "unkept": unkept,
            "kinds": [(name, gettext(said)) for name, (_, said) in _SHORTFALLS.items()],
            "kind": kind if wanted else "",
            "pages": Pages.of(shown.number, waiting.num_pages, lambda number: _address(kind, number)),
            "words": word_lines(counting_words().order_by("-pk"), _thesaurus()),
        },
    )


@require_safe
@door.opened_by(ADD_WORDS)
def log(request: HttpRequest) -> HttpResponse:
    """Every word that an editor added, also those that count no more; the newest first."""
    added = AddedWord.objects.order_by("-pk")[:_LAST_ADDED]
    return framed(request, "beheer/words_log.html", {"words": word_lines(added, _thesaurus())})


@require_POST
@door.opened_by(ADD_WORDS)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a word away; it counts no more from the next question on."""
    try:
        word = take_away(word=number, actor=door.actor(request))
    except NotCounting:
        messages.warning(request, gettext("Iemand anders haalde dit woord al weg."))
    else:
        messages.success(
            request,
            gettext("“%(entry)s” telt niet meer. %(follows)s")
            % {"entry": word.entry, "follows": follow(RegionFolder.current(), EntryKind(word.kind))},
        )
    return HttpResponseRedirect(reverse("beheer_words"))


def word_lines(added: Iterable[AddedWord], thesaurus: Thesaurus) -> list[WordLine]:
    """The entries as lines, with the addresses of who added them and took them away."""
    language = get_language() or "nl"
    names = {each.id: each.name(language) for each in thesaurus.concepts.values()}
    rows = list(added)
    who = actor_names(actor for row in rows for actor in (row.added_by, row.removed_by))
    return [_word_line(row, names, who) for row in rows]


def _word_line(row: AddedWord, names: Mapping[str, str], who: Mapping[str, str]) -> WordLine:
    zone = RegionFolder.current().region().timezone
    return WordLine(
        id=row.pk,
        entry=row.entry,
        kind=gettext("naam") if row.kind == EntryKind.WORDS else gettext("vraag"),
        concept=names.get(row.concept, ""),
        concept_id=row.concept,
        on=row.added_at.astimezone(zone).date(),
        who=who[row.added_by],
        reason=row.reason,
        measured=gettext("van %(before)s naar %(after)s")
        % {"before": grade(row.before), "after": grade(row.after)},
        removed_on=row.removed_at.astimezone(zone).date() if row.removed_at else None,
        removed_by=who[row.removed_by],
    )


def _question_line(row: Mapping[str, Any]) -> QuestionLine:
    said = (
        (row["found_last"] == 0, "niets"),
        (not row["is_understood_last"], "begrip"),
        (row["is_shortened_last"], "weggelaten"),
    )
    return QuestionLine(
        row["text"],
        row["asked"],
        row["last"],
        tuple(gettext(_SHORTFALLS[name][1]) for wrong, name in said if wrong),
        f"{reverse('beheer_word_new')}?{urlencode({'vraag': row['text']})}",
    )


def _address(kind: str, number: int) -> str:
    asked = {"soort": kind} if kind in _SHORTFALLS else {}
    return f"{reverse('beheer_words')}?{urlencode({**asked, 'pagina': number})}"


def _thesaurus() -> Thesaurus:
    return chain_of(RegionFolder.current()).thesaurus
