# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils import translation

from tests.web.conftest import LOCALE
from tests.web.messages import Message, messages

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
_MARK_UP = re.compile(r"</?\w+>")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (LOCALE / "en/LC_MESSAGES/django.po").open("rb") as po:
        return read_po(po, locale="en")


def _texts(message: Message) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def test_every_text_has_its_english(english: Catalog):
    catalogued = {message.id: message.string for message in english if message.id}
    missing = {
        message: file for message, file in messages().items() if not all(_texts(catalogued.get(message, "")))
    }
    assert missing == {}


def test_no_translation_is_kept_for_a_text_that_is_gone(english: Catalog):
    assert {message.id for message in english if message.id} - set(messages()) == set()


def test_a_translation_has_the_same_placeholders_and_mark_up(english: Catalog):
    for message in english:
        if not message.id:
            continue
        for text, said in zip(_texts(message.id), _texts(message.string), strict=True):
            assert set(_PLACEHOLDER.findall(said)) == set(_PLACEHOLDER.findall(text)), text
            assert sorted(_MARK_UP.findall(said)) == sorted(_MARK_UP.findall(text)), text


def test_nothing_is_said_in_dutch_by_the_words_of_another_catalogue():
    """Django has texts of its own; one of ours that is equal to one of its English texts would come out translated."""
    with translation.override("nl"):
        changed = [
            text for message in messages() for text in _texts(message) if translation.gettext(text) != text
        ]
    assert changed == []
