# SPDX-License-Identifier: EUPL-1.2
"""Every text that the program may show, found in its source by babel: modules, and templates as Jinja2 reads them."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract
from jinja2.ext import babel_extract

import kapstok

SOURCE = Path(kapstok.__file__).parent
_KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}
# The options are those of kapstok.web.engine; a template that cannot be read is an error.
_TEMPLATES = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
_READ = (("*.py", "python", {}), ("web/templates/**/*.*", babel_extract, _TEMPLATES))
Message = str | tuple[str, ...]


def messages() -> dict[Message, str]:
    """Each text, or pair of texts for one and for many, with the first file that has it."""
    found: dict[Message, str] = {}
    for pattern, method, options in _READ:
        for path in sorted(SOURCE.rglob(pattern)):
            with path.open("rb") as source:
                for _, message, *_ in extract(method, source, _KEYWORDS, options=options):
                    found.setdefault(message, path.relative_to(SOURCE).as_posix())
    return found
