# SPDX-License-Identifier: EUPL-1.2
"""Every table says what it keeps of people, and what the pages say of it is what is carried out."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import DateField, Model

from kapstok.core.personal_data import Kept, PersonalData
from kapstok.privacy.declarations import Undeclared, declaration_of, declared
from kapstok.privacy.packages import PACKAGES

MODELS = {model._meta.label: model for model in apps.get_models()}
# How terms are said, where not by their number of days.
WORDS = {0: "", 7: "week", 365: "jaar"}


@pytest.mark.parametrize("label", MODELS)
def test_every_model_says_what_it_keeps_of_people(label: str) -> None:
    said = declaration_of(MODELS[label])
    assert said is None or isinstance(said, PersonalData)
    ours = MODELS[label].__module__.startswith("kapstok.")
    assert ours == ("personal_data" in vars(MODELS[label]))
    assert ours != (label in PACKAGES)


def test_a_model_that_says_nothing_is_refused() -> None:
    class Silent:
        class _meta:  # noqa: N801 - Django's name
            label = "nowhere.Silent"

    with pytest.raises(Undeclared, match=r"nowhere\.Silent"):
        declaration_of(Silent)  # type: ignore[arg-type]


RULES = [(one.model, one.data, kept) for one in declared() for kept in one.data.kept]


@pytest.mark.parametrize(
    ("model", "data", "kept"), RULES, ids=[f"{model._meta.label} {kept.since}" for model, _, kept in RULES]
)
def test_a_rule_speaks_of_fields_that_are_there_and_its_term_stands_in_the_words(
    model: type[Model], data: PersonalData, kept: Kept
) -> None:
    assert isinstance(model._meta.get_field(kept.since), DateField)
    named = [name.partition("__")[0] for name, _ in kept.only] + [name for name, _ in kept.empty]
    for name in (*named, *filter(None, [kept.stamp])):
        model._meta.get_field(name)
    assert kept.empty or not kept.stamp
    assert WORDS.get(kept.term.days, str(kept.term.days)) in data.until


def test_what_is_of_people_by_its_name_is_declared() -> None:
    telling = {
        "email",
        "address",
        "person",
        "user",
        "actor",
        "name",
        "pseudonym_key",
        "by",
        "added_by",
        "asked_by",
    }
    silent = {
        f"{label}.{field.name}"
        for label, model in MODELS.items()
        for field in model._meta.get_fields()
        if field.name in telling and declaration_of(model) is None
    }
    # Names of registers, groups and providers are nobody's.
    assert silent <= {
        "auth.Group.name",
        "auth.Permission.name",
        "registers.Register.name",
        "socialaccount.SocialApp.name",
    }
