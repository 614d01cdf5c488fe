# SPDX-License-Identifier: EUPL-1.2
"""Sets one document, here or as a program of its own: the library takes a hundred megabytes and gives none back.

As a program it reads one JSON document from standard input (layout, document, the instant as seconds) and writes the
PDF to standard output; what was wrong is one line on standard error, with exit 1. It imports nothing of ours.
"""

from __future__ import annotations

import json
import sys


class Refused(Exception):
    """The typesetter did not accept the layout or the document, or only with a warning."""


def set_document(layout: str, document: str, at: int) -> bytes:
    """The PDF of a layout that reads `document` (JSON) from its input. Raises `Refused`."""
    import typst  # loads a library of 40 MB: only for those who want paper

    try:
        compiler = typst.Compiler(
            layout.encode(),
            font_paths=typst.Fonts(include_system_fonts=False),
            sys_inputs={"document": document},
        )
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=at)
    except typst.TypstError as error:
        raise Refused(" ".join(str(error).split())) from None
    if warnings or not isinstance(pdf, bytes):
        raise Refused("; ".join(map(str, warnings)))
    return pdf


def main() -> int:
    """Sets what stands on standard input."""
    try:
        pdf = set_document(**json.load(sys.stdin.buffer))
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
