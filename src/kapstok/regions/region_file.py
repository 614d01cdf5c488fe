# SPDX-License-Identifier: EUPL-1.2
"""`region.toml` (docs/region-folder.md): what one region decides for itself, checked."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kapstok.core import clock
from kapstok.core.identifiers import cbs_code
from kapstok.regions.gazetteer import gazetteer

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def _known_timezone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is not a time zone")
    return name


def _known_municipality(text: str) -> str:
    code = cbs_code(text)
    if code is None or gazetteer().municipality_named(code) is None:
        raise ValueError(f"{text!r} is not the CBS code of a municipality (such as 'GM0193')")
    return code


def _known_province(name: str) -> str:
    if name not in gazetteer().provinces():
        raise ValueError(f"{name!r} is not a province ({', '.join(gazetteer().provinces())})")
    return name


def _known_labour_market_region(name: str) -> str:
    if name not in gazetteer().labour_market_regions():
        raise ValueError(
            f"{name!r} is not a labour market region ({', '.join(gazetteer().labour_market_regions())})"
        )
    return name


_TILES = re.compile(r"https://[a-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9{}._~/?&=@%:,+-]*")


def _tiles(address: str) -> str:
    if not _TILES.fullmatch(address) or not all(part in address for part in ("{z}", "{x}", "{y}")):
        raise ValueError(
            f"{address!r} is not an address of map tiles (such as 'https://tiles.example/{{z}}/{{x}}/{{y}}.png')"
        )
    return address


def _language(code: str) -> str:
    if code not in {"nl", "en"}:
        raise ValueError(f"{code!r} is not a language of this program (nl, en)")
    return code


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Identity(_Part):
    slug: Slug
    name: Word
    languages: Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], Field(min_length=1)]
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    timezone: Annotated[str, AfterValidator(_known_timezone)] = "Europe/Amsterdam"


class Area(_Part):
    """Where the region is; an enterprise is in it when one of the three lists names its municipality."""

    provinces: tuple[Annotated[str, AfterValidator(_known_province)], ...] = ()
    labour_market_regions: tuple[Annotated[str, AfterValidator(_known_labour_market_region)], ...] = ()
    municipalities: tuple[Annotated[str, AfterValidator(_known_municipality)], ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.provinces or self.labour_market_regions or self.municipalities):
            raise ValueError("name at least one of provinces, labour_market_regions, municipalities")
        return self

    @cached_property
    def codes(self) -> frozenset[str]:
        """The CBS codes of every municipality in the area."""
        return frozenset(
            m.code
            for m in gazetteer().municipalities()
            if m.code in self.municipalities
            or m.province in self.provinces
            or m.labour_market_region in self.labour_market_regions
        )

    def covers(self, municipality: str | None) -> bool:
        """Whether the municipality with this CBS code lies in the area; an unknown one (None) does not."""
        return municipality in self.codes


class Label(_Part):
    """A label that the region knows, and which of its levels and statuses count."""

    name: Word
    short: Word | None = None
    levels: tuple[Word, ...] = ()
    flags: tuple[Word, ...] = ()
    # The flags that show that who has them may bid for reserved contracts (Aanbestedingswet 2012, art. 2.82).
    reserved: tuple[Word, ...] = ()
    admits: tuple[Word, ...] | None = None
    statuses_that_do_not_count: tuple[Word, ...] = ()
    months: Annotated[int, Field(ge=1)] | None = None
    # Other words that people use for the label in a question ("sociale werkplaats").
    also: tuple[Word, ...] = ()
    # What the label says of who holds it, in a sentence or two, per language of the site.
    about: dict[Annotated[str, AfterValidator(_language)], Word] = {}

    @property
    def shown(self) -> str:
        """What a chip says: the short name where there is one."""
        return self.short or self.name

    @property
    def may_count(self) -> bool:
        """Whether anything about this label can list an enterprise; `admits = []` reads it and admits nobody."""
        return self.admits != ()

    @model_validator(mode="after")
    def _admits_its_own_levels(self) -> Self:
        strangers = sorted(set(self.admits or ()) - set(self.levels)) if self.levels else []
        if strangers:
            raise ValueError(f"admits {', '.join(map(repr, strangers))}, not among its levels")
        return self

    @model_validator(mode="after")
    def _reserves_its_own_flags(self) -> Self:
        strangers = sorted(set(self.reserved) - set(self.flags))
        if strangers:
            raise ValueError(f"reserved {', '.join(map(repr, strangers))}, not among its flags")
        return self


class Listing(_Part):
    missing_runs: Annotated[int, Field(ge=1)] = 2
    grace_days: Annotated[int, Field(ge=0)] = 30


class Map(_Part):
    """A background for the map, shown only to readers who ask for it: their browser asks it from another site."""

    tiles: Annotated[str, AfterValidator(_tiles)]
    attribution: Word

    @property
    def host(self) -> str:
        """The site that the tiles come from, as a security policy names it."""
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}"


class Region(_Part):
    """A region as its file describes it."""

    identity: Annotated[Identity, Field(alias="region")]
    area: Area
    labels: Annotated[dict[Slug, Label], Field(min_length=1)]
    listing: Listing = Listing()
    map: Map | None = None

    @property
    def reserved(self) -> tuple[tuple[str, str], ...]:
        """The labels with the flags that count for reserved contracts."""
        return tuple((key, flag) for key, label in self.labels.items() for flag in label.reserved)

    @property
    def slug(self) -> str:
        return self.identity.slug

    @property
    def name(self) -> str:
        return self.identity.name

    @property
    def languages(self) -> tuple[str, ...]:
        return self.identity.languages

    @property
    def email(self) -> str:
        return self.identity.email

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.identity.timezone)

    def today(self) -> date:
        """The day it is now in the region."""
        return clock.today(self.identity.timezone)
