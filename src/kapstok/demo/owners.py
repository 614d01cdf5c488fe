# SPDX-License-Identifier: EUPL-1.2
"""Entrepreneurs who made the page of their enterprise their own, so that a visitor sees what that gives."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction

from kapstok.accounts.arriving import arrive
from kapstok.enterprises.claiming.proving import hand
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import read
from kapstok.enterprises.placing import locked
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder

_ACTOR = "demo"


@dataclass(frozen=True)
class Owner:
    """Whoever acts for an enterprise of the demo: with which address, and at which."""

    email: str
    name: str
    slug: str


def settle_in(folder: RegionFolder, today: date) -> list[Owner]:
    """Lets the invented owners act for their enterprises and say what those do; search follows at once."""
    text = (files(__package__) / "tables" / "owners.toml").read_text(encoding="utf-8")
    with transaction.atomic():
        owners = [_settled(one, folder.region().languages[0]) for one in tomllib.loads(text)["owner"]]
    catch_up(folder, today)
    return owners


def _settled(given: dict[str, Any], language: str) -> Owner:
    enterprise = locked(Enterprise.objects.get(name=given["enterprise"], merged_into=None))
    person = arrive(email=given["email"], language=language)
    hand(enterprise, to=person, actor=_ACTOR)
    save(enterprise=enterprise, content=read(given["words"]), actor=person.actor)
    return Owner(person.email, enterprise.name, enterprise.slug)
