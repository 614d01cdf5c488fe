# SPDX-License-Identifier: EUPL-1.2
"""What is said of a pair to an editor: verdicts, how two facts agree, how likely it is, what a word would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from kapstok.enterprises.joining import Prospect
from kapstok.registers.wording import field_words
from kapstok.resolution.differences import FORM, Agreement
from kapstok.resolution.enums import Verdict
from kapstok.resolution.likelihood import Likelihood, share
from kapstok.resolution.reviewing import in_english
from kapstok.web.words import figure

VERDICT_WORDS: Final = {
    Verdict.SAME: gettext_lazy("Dezelfde onderneming"),
    Verdict.DIFFERENT: gettext_lazy("Twee ondernemingen"),
    Verdict.RELATED: gettext_lazy("Twee die bij elkaar horen"),
    Verdict.UNSURE: gettext_lazy("Twijfel"),
    Verdict.WITHDRAWN: gettext_lazy("Ingetrokken"),
}
LIKELIHOOD_WORDS: Final = {
    Likelihood.LIKELY: gettext_lazy("Waarschijnlijk dezelfde"),
    Likelihood.EVEN: gettext_lazy("Kan allebei"),
    Likelihood.UNLIKELY: gettext_lazy("Waarschijnlijk niet dezelfde"),
    Likelihood.UNKNOWN: gettext_lazy("Geen score"),
}
AGREEMENT_WORDS: Final = {
    Agreement.EQUAL: gettext_lazy("gelijk"),
    Agreement.PARTLY: gettext_lazy("deels gelijk"),
    Agreement.DIFFERENT: gettext_lazy("anders"),
    Agreement.MISSING: gettext_lazy("één ontbreekt"),
}
_FORMS: Final = {
    "stichting": gettext_lazy("stichting"),
    "vereniging": gettext_lazy("vereniging"),
    "cooperatie": gettext_lazy("coöperatie"),
    "maatschap": gettext_lazy("maatschap"),
    "vof": gettext_lazy("vennootschap onder firma"),
    "cv": gettext_lazy("commanditaire vennootschap"),
    "eenmanszaak": gettext_lazy("eenmanszaak"),
    "gr": gettext_lazy("gemeenschappelijke regeling"),
    "bv": "bv",
    "nv": "nv",
}
_ALMOST: Final = 0.995


def row_words(field: str) -> str:
    """A row of the comparison as a reader calls it."""
    own = {FORM: gettext("rechtsvorm"), "vat": gettext("btw-nummer")}
    words = own.get(field) or field_words(field)
    return words[:1].upper() + words[1:]


def form_words(form: str) -> str:
    """A legal form; one that only other countries have stays as it is written there."""
    return str(_FORMS.get(form, form))


def chance_words(score: float | None) -> str:
    """The score as a chance and as the weight that it is; nothing where there is none."""
    if score is None:
        return ""
    chance = share(score)
    told = {"weight": number_format(round(score, 1), decimal_pos=1)}
    if chance > _ALMOST:
        return gettext("kans meer dan 99 %%, gewicht %(weight)s") % told
    if chance < 1 - _ALMOST:
        return gettext("kans minder dan 1 %%, gewicht %(weight)s") % told
    return gettext("kans %(chance)s %%, gewicht %(weight)s") % {**told, "chance": figure(round(chance * 100))}


def reason_words(why: Iterable[str]) -> str:
    """Why something is thought of a pair; the phrases themselves are Dutch."""
    english = (get_language() or "").startswith("en")
    return "; ".join(in_english(why) if english else why)


def consequences(would: Prospect) -> dict[str, str]:
    """What each word would do to the enterprises, by the word."""
    if would.first is None or would.second is None or would.stays is None:
        unknown = gettext("Dat blijkt na de volgende lezing.")
        return {Verdict.SAME.value: unknown, Verdict.DIFFERENT.value: unknown, Verdict.RELATED.value: unknown}
    one, other = (_alone(party.enterprise.name) for party in (would.first, would.second))
    if would.together:
        apart = gettext("Dan gaan deze twee vermeldingen van %(name)s uit elkaar.") % {"name": one}
        stays = gettext("Dan blijft %(name)s één onderneming, ook als de registers veranderen.") % {
            "name": one
        }
        return {"same": stays, "different": apart, "related": apart}
    told = {
        "one": one,
        "other": other,
        "count": figure(would.entries),
        "stays": _alone(would.stays.enterprise.name),
    }
    joined = ngettext(
        "Dan worden %(one)s en %(other)s één onderneming met %(count)s vermelding.",
        "Dan worden %(one)s en %(other)s één onderneming met %(count)s vermeldingen.",
        would.entries,
    )
    address = gettext("Het adres van %(stays)s op deze site blijft; het andere leidt daarheen.")
    return {
        "same": f"{joined} {address}" % told,
        "different": gettext("Dan blijven %(one)s en %(other)s twee ondernemingen.") % told,
        "related": gettext("Dan blijven het er twee. Wij onthouden dat zij bij elkaar horen.") % told,
    }


def done_words(verdict: str, would: Prospect, followed: bool) -> str:
    """What a word did, just after it was said; `would` is how things stood before."""
    parties = dict.fromkeys(party for party in (would.first, would.second) if party)
    names = ", ".join(_alone(party.enterprise.name) for party in parties)
    told = {"said": str(VERDICT_WORDS[Verdict(verdict)]), "names": names}
    if followed:
        return gettext("Bewaard: %(said)s (%(names)s). De site volgt dat al.") % told
    return gettext("Bewaard: %(said)s (%(names)s). De site volgt dat na de lezing van de registers.") % told


def _alone(name: str) -> str:
    """A name of a register inside a sentence, in its own direction."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
