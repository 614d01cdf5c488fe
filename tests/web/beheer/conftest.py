# SPDX-License-Identifier: EUPL-1.2
"""People at the door of the editors' pages: those of tests/web/people.py, known to every test of a page."""

from __future__ import annotations

from tests.web.people import PASSWORD, SECRET, Colleague, signed_in

__all__ = ["PASSWORD", "SECRET", "Colleague", "signed_in"]
