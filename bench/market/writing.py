# SPDX-License-Identifier: EUPL-1.2
"""The ways in which one name is written: each register, and each creditor administration, has its own."""

from __future__ import annotations

import random
from typing import Final

from bench.market.companies import Company
from bench.market.naming import SMALL_WORDS, TRADES, WRITINGS, initials, pick
from bench.market.slips import typed

OFFICIAL: Final = {
    "bv": "{} B.V.",
    "nv": "{} N.V.",
    "stichting": "Stichting {}",
    "vereniging": "Vereniging {}",
    "vof": "{} V.O.F.",
    "cooperatie": "Coöperatie {} U.A.",
    "maatschap": "Maatschap {}",
    "eenmanszaak": "{}",
}
_OTHERWISE: Final = {
    "bv": ("{} BV", "{} bv", "{} b.v.", "{} B.V", "{}, B.V.", "BV {}", "{} (B.V.)"),
    "nv": ("{} NV", "{} n.v.", "NV {}"),
    "stichting": (
        "St. {}",
        "Stg. {}",
        "{}, Stichting",
        "{} (Stichting)",
        "{} Stichting",
        "Stg {}",
        "[Stichting] {}",
    ),
    "vereniging": ("{} (vereniging)", "Ver. {}", "{}, vereniging"),
    "vof": ("{} VOF", "{} v.o.f.", "VOF {}", "V.o.f. {}", "Firma {}"),
    "cooperatie": ("Coöp. {}", "Coöperatie {}", "{} U.A.", "{} Coöperatie U.A.", "Cooperatieve {} UA"),
    "maatschap": ("{} (maatschap)", "Mts. {}"),
    "eenmanszaak": ("{} (eenmanszaak)", "{}"),
}
_SHORT: Final = {
    "Schoonmaakbedrijf": "Schoonm.bedr.", "Hoveniersbedrijf": "Hov.bedr.", "Administratiekantoor": "Adm.kantoor",
    "Bouwbedrijf": "Bouwbedr.", "Aannemersbedrijf": "Aann.bedr.", "Installatiebedrijf": "Inst.bedr.",
    "Schildersbedrijf": "Schild.bedr.", "Transportbedrijf": "Transp.bedr.", "Nederland": "Ned.", "Sociale": "Soc.",
    "Werkvoorziening": "WV", "Maatschappelijke": "Maatsch.", "Regionale": "Reg.", "Installatietechniek": "Inst.techn.",
    "Coöperatie": "Coöp.", "Loonbedrijf": "Loonbedr.", "Timmerbedrijf": "Timm.bedr.", "Dienstverlening": "Dienstverl.",
}  # fmt: skip
_WITHOUT: Final = ("De ", "Het ", "'t ")
_ADDED: Final = ("Groep", "Nederland", "Services", "Projecten", "Regio")
_MANY: Final = 3
_KEPT_APART: Final = 0.88
# How often each trap is laid, per name that is written.
_CHANCES: Final = (
    ("shortened", 0.11),
    ("abbreviated", 0.06),
    ("words moved", 0.07),
    ("other trade word", 0.06),
    ("words added", 0.08),
    ("acronym", 0.35),
    ("article", 0.12),
    ("ampersand", 0.3),
    ("split", 0.025),
    ("typo", 0.08),
)


def written(one: Company, rng: random.Random, *, plain: float = 0.45) -> tuple[str, set[str]]:
    """The trade name as somebody wrote it, and the traps in it. `plain` is the share with the form as it should be."""
    text, traps = one.name.text, set[str]()
    for trap, chance in _CHANCES:
        if rng.random() < chance:
            other = _LAID[trap](text, one, rng)
            if other != text:
                text = other
                traps.add(trap)
    # Who has two companies of one name keeps them apart by their form, mostly.
    plain = max(plain, _KEPT_APART) if one.has_sister else plain
    return _with_form(text, one.form, rng, traps, plain), traps


def statutory(one: Company, rng: random.Random) -> str:
    """The name by the notary, with its form."""
    text = OFFICIAL[one.form].format(one.statutory)
    return typed(text, rng) if rng.random() < 0.03 else text


def _with_form(text: str, form: str, rng: random.Random, traps: set[str], plain: float) -> str:
    drawn = rng.random()
    if drawn < plain:
        return OFFICIAL[form].format(text)
    if drawn < plain + (1 - plain) * 0.55:
        if form != "eenmanszaak":
            traps.add("form dropped")
        return text
    traps.add("form moved")
    return pick(rng, _OTHERWISE[form]).format(text)


def _shortened(text: str, one: Company, rng: random.Random) -> str:
    """Without its trade or its small word; a name of one sort of words keeps its first ones."""
    kept = [word for word in text.split() if word not in WRITINGS and word not in SMALL_WORDS]
    if len(kept) == len(text.split()) and len(kept) > _MANY:
        kept = kept[:-1]
    return " ".join(kept) if len("".join(kept)) > _MANY else text


def _abbreviated(text: str, one: Company, rng: random.Random) -> str:
    return " ".join(_SHORT.get(word, word) for word in text.split())


def _moved(text: str, one: Company, rng: random.Random) -> str:
    if one.name.kind == "family" and text[1:3] == ". ":
        return f"{text[3:]}, {text[:2]}"
    found = text.split()
    turn = next((i for i, word in enumerate(found) if word in WRITINGS), 0)
    if not turn:
        return " ".join([*found[1:], found[0]]) if len(found) > 1 else text
    return " ".join([*found[turn:], *found[:turn]])


def _other_trade_word(text: str, one: Company, rng: random.Random) -> str:
    if one.name.trade not in TRADES:
        return text
    other = pick(rng, TRADES[one.name.trade])
    return " ".join(other if word in WRITINGS else word for word in text.split())


def _added(text: str, one: Company, rng: random.Random) -> str:
    drawn = rng.random()
    if drawn < 0.6:
        return text if one.town.name in text else f"{text} {one.town.name}"
    if drawn < 0.85:
        return f"{text} {pick(rng, _ADDED)}"
    return f"{text} {pick(rng, ('- werkt met plezier', 'sinds 1987', '(locatie centrum)', '| sociaal ondernemen'))}"


def _acronym(text: str, one: Company, rng: random.Random) -> str:
    short = initials(text)
    wordy = one.name.kind in {"long", "descriptive"} and len(short) >= _MANY
    if not wordy or rng.random() < 0.4:
        return text
    return short if rng.random() < 0.7 else f"{short} {one.town.name}"


def _article(text: str, one: Company, rng: random.Random) -> str:
    if text.startswith("Het ") and rng.random() < 0.6:
        return f"'t {text[4:]}"
    for article in _WITHOUT:
        if text.startswith(article):
            bare = text[len(article) :]
            return bare if rng.random() < 0.6 else f"{bare}, {article.strip()}"
    return text.replace(" De ", " ").replace(" Het ", " 't ")


def _ampersand(text: str, one: Company, rng: random.Random) -> str:
    if " & " in text:
        return text.replace(" & ", " en ")
    return text.replace(" en ", pick(rng, (" & ", " & ", " + ", "&")))


def _in_two(text: str, one: Company, rng: random.Random) -> str:
    """A compound in two words, or two words in one."""
    if " " in text and rng.random() < 0.5:
        first, _, rest = text.partition(" ")
        return f"{first}{pick(rng, ('', '-'))}{rest}"
    half = len(text) // 2
    return f"{text[:half]} {text[half:]}" if " " not in text else text


def _typo(text: str, one: Company, rng: random.Random) -> str:
    other = typed(text, rng)
    return typed(other, rng) if rng.random() < 0.15 else other


_LAID: Final = {
    "shortened": _shortened,
    "abbreviated": _abbreviated,
    "words moved": _moved,
    "other trade word": _other_trade_word,
    "words added": _added,
    "acronym": _acronym,
    "article": _article,
    "ampersand": _ampersand,
    "split": _in_two,
    "typo": _typo,
}
