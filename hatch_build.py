# SPDX-License-Identifier: EUPL-1.2
"""Compiles the translations when the package is built or installed; only their source (.po) is committed."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in Path(self.root, "src/kapstok/web/locale").glob("*/LC_MESSAGES/django.po"):
            with source.open("rb") as po:
                catalog = read_po(po, locale=source.parts[-3], abort_invalid=True)
            with source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, catalog)
