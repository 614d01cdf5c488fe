# SPDX-License-Identifier: EUPL-1.2
"""Where the program starts, and the one place where an error becomes a line and an exit code (docs/commands.md)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from typer.exceptions import TyperException

from kapstok.core.errors import FileFaults, KapstokError
from kapstok.core.trouble import trouble


def main() -> NoReturn:
    """The `kapstok` command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code: 0 done, 1 a person is needed, 2 the call or a file is wrong."""
    from kapstok.cli.app import app

    try:
        rest = _without_home(list(arguments))
        code = int(app(args=rest, prog_name="kapstok", standalone_mode=False) or 0)
        # What nobody got was not done; after this it is too late to say so.
        sys.stdout.flush()
        return code
    except FileFaults as error:
        return _said("\n".join(map(str, error.faults)), error.exit_code)
    except KapstokError as error:
        return _said(_one_line(str(error)), error.exit_code)
    except TyperException as error:
        return _said(_one_line(error.format_message()), 2)
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _output_is_taken()
        return 0
    except KeyboardInterrupt:
        return _said("stopped", 130)
    except Exception as error:
        # Whoever is at the terminal gets a line; developers ask for more.
        if os.environ.get("KAPSTOK_DEBUG"):
            raise
        if not _output_is_taken() and isinstance(error, OSError) and error.filename is None:
            error.filename = "standard output"
        if found := trouble(error):
            return _said(_one_line(str(found)), found.exit_code)
        return _said(
            _one_line(f"kapstok failed: {type(error).__name__}: {error} (KAPSTOK_DEBUG=1 shows where)"), 1
        )


def _without_home(arguments: list[str]) -> list[str]:
    """Takes `--home DIR` out of the arguments, wherever it stands, and puts it in the environment."""
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--home":
            home = next(words, None)
        elif word.startswith("--home="):
            home = word.removeprefix("--home=")
        else:
            rest.append(word)
            continue
        if not home:
            raise KapstokError("--home needs a folder")
        os.environ["KAPSTOK_HOME"] = home
    return rest


def _output_is_taken() -> bool:
    """Whether standard output takes what is left of it; if not, the interpreter must not complain of it at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def _said(message: str, code: int) -> int:
    if message:
        sys.stderr.write(f"{message}\n")
    return code


def _one_line(message: str) -> str:
    return " ".join(message.split())
