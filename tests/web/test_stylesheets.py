# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import kapstok
from tests.web.stylesheets import SCRIPTS, SHEETS, STATIC, colour, contrast, sheet, tokens

TEMPLATES = Path(kapstok.__file__).parent / "web" / "templates"

GROUNDS = (
    "--utrecht-document-background-color",
    "--utrecht-page-header-background-color",
    "--utrecht-page-footer-background-color",
    "--utrecht-card-background-color",
    "--kapstok-band-background-color",
    "--kapstok-row-hover-background-color",
)
TEXTS = (
    "--utrecht-document-color",
    "--kapstok-subtle-color",
    "--nl-link-color",
    "--nl-link-hover-color",
    "--utrecht-form-label-color",
    "--utrecht-form-field-description-color",
    "--utrecht-form-field-error-message-color",
)
PAIRS = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    ("--nl-button-primary-color", "--nl-button-primary-background-color"),
    ("--nl-button-primary-hover-color", "--nl-button-primary-hover-background-color"),
    ("--nl-button-secondary-color", "--nl-button-secondary-background-color"),
    ("--nl-button-secondary-hover-color", "--nl-button-secondary-hover-background-color"),
    ("--nl-skip-link-color", "--nl-skip-link-background-color"),
    ("--utrecht-textbox-color", "--utrecht-textbox-background-color"),
    ("--utrecht-textbox-placeholder-color", "--utrecht-textbox-background-color"),
    ("--utrecht-badge-color", "--utrecht-badge-background-color"),
    ("--utrecht-badge-warning-color", "--utrecht-badge-warning-background-color"),
    ("--utrecht-badge-neutral-color", "--utrecht-badge-neutral-background-color"),
    ("--utrecht-pagination-page-link-color", "--utrecht-pagination-page-link-background-color"),
    (
        "--utrecht-pagination-page-link-current-color",
        "--utrecht-pagination-page-link-current-background-color",
    ),
    ("--kapstok-source-color", "--kapstok-source-background-color"),
    ("--basis-color-warning-color-default", "--utrecht-card-background-color"),
    ("--basis-color-action-1-color-hover", "--utrecht-card-background-color"),
    *(
        (f"--utrecht-alert-{text}", f"--utrecht-alert-{kind}-background-color")
        for kind in ("info", "ok", "warning", "error")
        for text in (f"{kind}-color", f"icon-{kind}-color")
    ),
]
# What is seen but not read: 3 to 1 (WCAG 1.4.11).
SHAPES = [
    *(
        (f"--utrecht-{part}", ground)
        for part in ("textbox-border-color", "checkbox-accent-color")
        for ground in GROUNDS
    ),
    *(("--kapstok-rail-color", ground) for ground in GROUNDS),
    *(
        (f"--utrecht-badge-{kind}border-color", f"--utrecht-badge-{kind}background-color")
        for kind in ("", "warning-", "neutral-")
    ),
]
BOTH = pytest.mark.parametrize("scheme", ["light", "dark"])


@BOTH
def test_all_text_has_a_contrast_of_four_and_a_half(scheme: str):
    found = tokens(scheme)
    low = {
        pair: round(ratio, 2)
        for pair in PAIRS
        if (ratio := contrast(*(colour(t, found) for t in pair))) < 4.5
    }
    assert low == {}


@BOTH
def test_what_has_to_be_seen_has_a_contrast_of_three(scheme: str):
    found = tokens(scheme)
    low = {
        pair: round(ratio, 2) for pair in SHAPES if (ratio := contrast(*(colour(t, found) for t in pair))) < 3
    }
    assert low == {}


@BOTH
def test_the_focus_ring_shows_on_every_ground(scheme: str):
    """Of its two colours at least one stands out from whatever lies under it."""
    found = tokens(scheme)
    ring = [colour(f"--nl-focus-ring-{which}outline-color", found) for which in ("", "inverse-")]
    assert contrast(*ring) >= 4.5
    for ground in (*GROUNDS, "--nl-button-primary-background-color", "--utrecht-badge-background-color"):
        assert max(contrast(one, colour(ground, found)) for one in ring) >= 3, ground
    assert found["--basis-border-width-lg"] == "3px"


_FIXED = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|\b(?:black|white|red|green|gr[ae]y)\b(?!-)",
    re.I,
)


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "tokens.css"])
def test_no_colour_is_fixed_outside_the_tokens(name: str):
    assert _FIXED.findall(sheet(name)) == []


def test_no_colour_or_style_is_fixed_in_a_template():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|<script(?! type=\"module\" src=)|\son\w+=", text), path.name
        assert not re.search(r"(?:fill|stroke)=\"(?!none|currentColor)", text), path.name


def test_every_token_that_is_used_has_a_value():
    named = set(re.findall(r"(--[\w-]+):", "".join(map(sheet, SHEETS))))
    used = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", "".join(map(sheet, SHEETS))))
    assert used - named == set()


def test_every_token_is_used():
    every = "".join(map(sheet, SHEETS))
    named = set(re.findall(r"(?<![\w-])(--[\w-]+):", every))
    assert {token for token in named if f"var({token}" not in every} == set()


def test_every_rule_is_for_something_that_is_on_a_page():
    classes = set(re.findall(r"\.((?:kapstok|utrecht|nl)-[\w-]+)", "".join(map(sheet, SHEETS))))
    files = [*TEMPLATES.rglob("*.html"), *(STATIC / name for name in SCRIPTS)]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    stems = set(re.findall(r"[\w-]+--(?=\{)", written))
    unused = {c for c in classes if not re.search(rf"(?<![\w-]){c}(?![\w-])", written)}
    assert {c for c in unused if not any(c.startswith(stem) for stem in stems)} == {"kapstok-theme"}


def test_all_style_and_script_together_weigh_little():
    assert sum(len(gzip.compress((STATIC / name).read_bytes())) for name in (*SHEETS, *SCRIPTS)) <= 30_000
