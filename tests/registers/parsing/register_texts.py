# SPDX-License-Identifier: EUPL-1.2
"""Register files for tests of parsing: the text of a file after the lines that every file has."""

from __future__ import annotations

import tomllib

from kapstok.registers.register_file import RegisterFile

URL = "https://register.example/leden/?pagina=1"
_BASIS = 'id = "test"\nname = "Test"\nlabel = "pso"\nrequest.url = "https://register.example/leden/"\n'


def register(text: str) -> RegisterFile:
    """The register file of these lines, its identity left out."""
    return RegisterFile.model_validate(tomllib.loads(_BASIS + text))
