# SPDX-License-Identifier: EUPL-1.2
"""Dutch company names, made comparable: what is written in one name is kept apart, nothing is lost.

"Stichting De Groene Hoed", "Groene Hoed (stichting)" and "de groene-hoed" meet under one key; the form, the place, the
trade and a person's initials that a name carries stand in columns of their own. Rule: normalise.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kapstok.core.text import fold
from kapstok.resolution.legal_forms import ARTICLES, strip_form
from kapstok.resolution.name_places import (
    is_branch,
    place_in_front,
    place_of_adjective,
    place_within,
    split_place,
)
from kapstok.resolution.name_words import own_words
from kapstok.resolution.scribbles import without_scribbles
from kapstok.resolution.trades import AND, Kind, word_of

# A longer text is no name; what a stranger pastes must cost nothing.
_LONGEST_TEXT: Final = 400
_ALSO_KNOWN_AS = re.compile(
    r"""[\s,(-]+ (?: (?:(?:tevens|ook)\s)? (?:t\.?\s?)? h\.?\s?o\.?\s?d\.?\s?n\b\.?
              | (?:tevens\s|ook\s)?handelend\s(?:onder|als)(?:\sde)?(?:\s(?:handels)?na(?:am|men))?
              | (?:tevens\s|ook\s|beter\s)?(?:bekend|genaamd|genoemd)(?:\s(?:als|onder))?
              | voorheen(?:\sgenaamd)? | thans(?:\sgenaamd)? | v/h\b | t/a\b | trading\sas | a\.?k\.?a\b\.? | alias
              | onder\sde\snaam ) [\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_SLASH = re.compile(r"\s+/\s*|\s*/\s+|(?<=[\w.]{2})/(?=\w{2})")
_ALIAS_WORDS: Final = frozenset(
    "/ hodn thodn h handelend bekend genaamd genoemd voorheen thans trading aka k alias naam".split()
)
_TOKEN = re.compile(r"[^\W_]+|[/(),:#*]|(?<=\s)[-–—]|[-–—](?=\s|$)")
_HET = re.compile(r"(?<!\S)'t(?=\s|$)|^t(?= (?! ?en ))|(?<=\w\w )(?<! en )t(?= )")
_COOP = re.compile(r"co(?:ö|o\u0308)p|coop\.", re.IGNORECASE)
_GENITIVE = re.compile(r"(?<!\S)'s[\s-]+(?=\w)")
_RIVER = re.compile(r"\ba\s?/\s?d(?:en?)?(?=\s)|\ba\.d\.?(?=\s)")
_PREFIX = re.compile(r"(?<![\w.'-])([^\W\d_]|re|co)-(?=[^\W_]{2})")
_AND = re.compile(r"&|(?<=\w)\+(?=\w)|(?<=\s)\+(?=\s)")
_BRACKETS: Final = str.maketrans({"|": " - ", ";": ",", "[": "(", "]": ")"})
_SIGNS: Final = frozenset("/(),:#*-–—")
_PARTING: Final = frozenset(":-–—")
_PARTICLES: Final = frozenset({"van", "de", "den", "der", "het", "in", "op", "te", "ten", "ter"})
# What a list puts behind a surname; "Stap Op" is no surname.
_LAST_PARTICLES: Final = _PARTICLES - {"het", "in", "op", "te"}
_SAINT: Final = "sint"
# What an abbreviation leaves out.
_JOINING: Final = AND | ARTICLES | {"voor", "al", "uw", "of"}
_SAINTS: Final = frozenset("""
agatha andreas anna annen anthonis antonius augustinus barbara bavo bernardus bernulphus bonifatius catharina
christoffel clara clemens cyriacus dominicus dymphna elisabeth eloy eusebius franciscus george gerardus gregorius
helena hubert hubertus isidorus jacob jacobus jan jans jansdal janskliniek johannes joost joris josef joseph jozef
jude lambertus laurens laurentius leonardus liduina lidwina lucas ludger maarten maria marten martha martin martinus
michael michiel nicolaas nicolaasga odilia odulphus oedenrode pancras pancratius paul paulus petrus philipsland pieter
plechelmus radboud rochus sebastiaan servaas stephanus stevens theresia thomas urbanus ursula victor vincentius vitus
walburga willebrord willibrord willibrordus
""".split())  # fmt: skip
_GREETINGS: Final = frozenset({"dhr", "mevr", "mevrouw", "mw", "mej", "fam", "familie", "hr"})
_TITLES: Final = frozenset({"mr", "drs", "ir", "ing", "dr", "prof", "ds"})
_POLITE: Final = _GREETINGS | _TITLES | {"de"}
# Widths at which administrations cut a name off.
_WIDTHS: Final = frozenset({30, 35, 40, 50})


class CompanyName(NamedTuple):
    """One name of a company, taken apart.

    `key` is the name without legal form, leading article, punctuation and spaces; equal keys are one name. `stem` is
    the key without its place, `place` that place's key, `words` what the key is made of. `foundation` is the
    key that holds when a leading "St." stands for Stichting and not for Sint, which only another name can tell.

    `core` is what is left of the stem without trade words, words that say nothing and a person's initials; where
    nothing is left it is the stem, so it is never empty. `core_words` is what it is made of, `trade` the trades that
    the other words name and `area` the regions, each in the order of the alphabet with a space between. `initials` is
    what an abbreviation of the whole name would be ("" for one word), `given` a person's ("jp" of "J.P. Jansen").
    """

    text: str
    key: str
    stem: str
    words: tuple[str, ...]
    legal_form: str | None = None
    place: str | None = None
    foundation: str | None = None
    core: str = ""
    core_words: tuple[str, ...] = ()
    trade: str = ""
    area: str = ""
    initials: str = ""
    given: str = ""


def company_names(text: str) -> tuple[CompanyName, ...]:
    """Every name that one text gives: "J. Jansen h.o.d.n. Groenwerk" gives two. Empty for a text without letters."""
    return _company_names(text.lstrip()[:_LONGEST_TEXT])


@lru_cache(maxsize=32_768)
def _company_names(text: str) -> tuple[CompanyName, ...]:
    tokens = _tokens(text)
    if not tokens:
        return ()
    if _ALIAS_WORDS.isdisjoint(tokens):
        return tuple(_names_of(text, tokens))
    return tuple(name for part in _split(text) for name in _names_of(part, _tokens(part)))


def _split(text: str) -> list[str]:
    """The names in a text: around "h.o.d.n." and its like, and around a slash when each side has a word of its own."""
    return [name for part in _ALSO_KNOWN_AS.split(text) for name in _around_slash(part)]


def _around_slash(text: str) -> list[str]:
    parts = [part for part in _SLASH.split(text) if part.strip()]
    spaced = " / " in text or "/ " in text or " /" in text
    alone = [without_scribbles(_tokens(part) or [part]) for part in parts]
    if len(parts) > 1 and all(_tells(one, spaced=spaced) for one in alone):
        return parts
    return [text]


def _tells(tokens: list[str], *, spaced: bool) -> bool:
    words, _ = strip_form([token for token in tokens if token not in _SIGNS] or [""])
    long_enough = spaced or len(tokens) > 1
    own = any(
        len(word) > 1 and word_of(word).kind in {Kind.OWN, Kind.COINED} and word not in ARTICLES
        for word in words
    )
    return long_enough and own and without_scribbles(["x", "/", *tokens]) != ["x"] and not is_branch(words)


def _tokens(text: str) -> list[str]:
    """Folded words and the signs between them; "&" is en, "'t" is het, a lone letter before a hyphen is no initial."""
    folded = fold(text)
    if "&" in folded or "+" in folded:
        folded = _AND.sub(" en ", folded).replace("+", " plus ")
    spaced = folded.replace(".", " ")
    if spaced.replace(" ", "").isalnum() and " t " not in f" {spaced} ":  # most names have no other sign
        return spaced.split()
    if "'" in folded or " t " in folded or folded.startswith("t "):
        folded = _GENITIVE.sub("s", _HET.sub("het", folded)).replace("'", "")
    if "/" in folded:
        folded = _RIVER.sub("aan de", folded)
    if "-" in folded:
        folded = _PREFIX.sub(r"\1", folded)
    if "|" in folded or ";" in folded or "[" in folded or "]" in folded:
        folded = folded.translate(_BRACKETS)
    return _TOKEN.findall(folded)


def _names_of(text: str, tokens: list[str]) -> list[CompanyName]:
    """The name that the tokens are, and its abbreviation when it stands behind it between brackets."""
    if _SIGNS.issuperset(tokens):
        return []
    tokens = _without_greeting(without_scribbles(tokens))
    if _SIGNS.isdisjoint(tokens):
        return [_company_name(text, _without_cut_form(text, tokens))]
    tokens, short = _without_abbreviation(_in_order(tokens))
    name = _company_name(text, _without_cut_form(text, [token for token in tokens if token not in _SIGNS]))
    return [name, _company_name(text, short)] if short else [name]


def _without_greeting(tokens: list[str]) -> list[str]:
    """A person without "dhr.", and without titles in front of initials ("drs. P. Bakker")."""
    if tokens[0] not in _POLITE:
        return tokens
    rest = tokens
    if rest[:2] == ["de", "heer"] and any(
        word_of(t).kind is not Kind.TRADE and t not in _SIGNS for t in rest[2:]
    ):
        rest = rest[2:]
    while len(rest) > 1 and (rest[0] in _GREETINGS or (rest[0] in _TITLES and _is_titled(rest[1]))):
        rest = rest[1:]
    if rest is not tokens and len(rest) > 2 and rest[0] == "en" and rest[1] in _GREETINGS:
        rest = rest[2:]
    return rest


def _is_titled(following: str) -> bool:
    return len(following) == 1 or following in _TITLES or following in _GREETINGS


def _in_order(tokens: list[str]) -> list[str]:
    """A name as it is spoken: "Jansen, J." is "J. Jansen"; a place in brackets or before a sign goes to the end."""
    if "," in tokens:
        tokens = _uninverted(tokens)
    if "(" in tokens:
        tokens = _place_of_brackets(tokens)
    sign = next((n for n, token in enumerate(tokens) if token in _PARTING), 0)
    if sign and is_branch(tokens[:sign]) and any(token not in _SIGNS for token in tokens[sign + 1 :]):
        return [*tokens[sign + 1 :], *tokens[:sign]]
    return tokens


def _uninverted(tokens: list[str]) -> list[str]:
    comma = tokens.index(",")
    head, tail = tokens[:comma], [one for one in tokens[comma + 1 :] if one != ","]
    if not head or not tail or not _SIGNS.isdisjoint(tail):
        return tokens
    kept, form = strip_form(["x", *tail])
    bare = kept[1:] if form != "stichting" else [one for one in tail if one != "stichting"]
    if not bare or not all(one in _PARTICLES or (len(one) == 1 and one.isalpha()) for one in bare):
        return tokens
    return [*tail, *head]


def _place_of_brackets(tokens: list[str]) -> list[str]:
    start = tokens.index("(")
    stop = next((n for n in range(start, len(tokens)) if tokens[n] == ")"), len(tokens))
    inside, around = tokens[start + 1 : stop], tokens[:start] + tokens[stop + 1 :]
    return [*around, *inside] if is_branch(inside) and start else tokens


def _without_abbreviation(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The tokens without an abbreviation of them in brackets at the end, and that: "Werkbedrijf Oost Twente (WOT)"."""
    if len(tokens) < 5 or tokens[-1] != ")" or tokens[-3] != "(":
        return tokens, []
    full, short = [token for token in tokens[:-3] if token not in _SIGNS], tokens[-2]
    telling = [word for word in full if word not in _JOINING and word not in ARTICLES]
    spelled = {"".join(word[0] for word in words) for words in (full, telling, strip_form(full)[0])}
    return (tokens[:-3], [short]) if len(short) > 1 and short in spelled else (tokens, [])


def _without_cut_form(text: str, words: list[str]) -> list[str]:
    """A name that was cut off in the middle of "B.V." loses the letter that is left of it."""
    cut = words[-1] in {"b", "n"} and len(words) > 2 and len(text.strip()) in _WIDTHS
    return words[:-1] if cut else words


def _company_name(text: str, words: list[str]) -> CompanyName:
    abbreviated = words[0] == "st" and len(words) > 1 and words[1] not in _SAINTS
    if words[0] == "coop" and _COOP.match(text):
        words = ["cooperatie", *words[1:]]
    if "st" in words:
        words = [_SAINT if word == "st" else word for word in words]
    stripped, form = strip_form(words)
    if stripped[-1] in _LAST_PARTICLES and len(text.strip()) not in _WIDTHS:
        stripped = _particles_first(stripped)
    front, behind, place, quarter = split_place(stripped)
    named = _without_article(front)
    own, town = (named, None) if place else _without_town(named)
    bare = _without_article(own[1:]) if abbreviated and len(own) > 1 and own[0] == _SAINT else own
    core, trade, area, given = own_words(bare, dotted=text.endswith("."))
    whole = named + behind
    return CompanyName(
        text=text,
        key="".join(whole),
        stem="".join(own),
        words=tuple(whole),
        legal_form=form,
        place=place or town or place_of_adjective(named),
        foundation="".join(_without_article(named[1:]) + behind)
        if named[0] == _SAINT and len(named) > 1
        else None,
        core="".join(core),
        core_words=tuple(core),
        trade=trade,
        area=f"{area} {quarter}".strip() if quarter else area,
        initials=_initials(whole),
        given=given,
    )


def _without_town(words: list[str]) -> tuple[list[str], str | None]:
    size, town = place_in_front(words)
    return (words[size:], town) if town else place_within(words)


def _particles_first(words: list[str]) -> list[str]:
    """A surname as it is spoken, where a list has it as "Vries J de" or "Berg van den"."""
    start = len(words)
    while start and words[start - 1] in _PARTICLES:
        start -= 1
    while start > 1 and len(words[start - 1]) == 1:
        start -= 1
    return words[start:] + words[:start]


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _initials(words: list[str]) -> str:
    telling = [word[0] for word in words if word not in _JOINING]
    return "".join(telling) if len(telling) > 1 else ""
