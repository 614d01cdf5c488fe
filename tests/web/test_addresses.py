# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import translation

from kapstok.web.addresses import address


@pytest.mark.parametrize(
    "args", [("home",), ("directory",), ("enterprise", "de-linde"), ("proof", "de-linde")]
)
def test_an_address_is_that_of_django_in_the_language_of_the_page(args: tuple[str, ...]):
    for language in ("nl", "en", "nl"):
        with translation.override(language):
            assert address(*args) == reverse(args[0], args=args[1:])


def test_what_is_no_slug_gets_no_address_of_a_slug():
    for strange in ("../beheer", "a b", "", "é", "a/b"):
        with pytest.raises(NoReverseMatch):
            address("enterprise", strange)
    with pytest.raises(NoReverseMatch):
        address("niets")
    with pytest.raises(NoReverseMatch):
        address("home", "de-linde")


def test_a_site_under_a_prefix_keeps_to_it():
    assert address("directory") == "/aanbod"
    set_script_prefix("/oost/")
    try:
        assert (address("directory"), address("enterprise", "a")) == ("/oost/aanbod", "/oost/onderneming/a")
    finally:
        set_script_prefix("/")
    assert address("directory") == "/aanbod"
