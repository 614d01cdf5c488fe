# SPDX-License-Identifier: EUPL-1.2
"""Which invented markets are for making a model better, and which are for saying how good it is.

Whoever looks at an error, chooses a weight or moves a threshold does so on the first; no figure is told but of the
second, which nobody looks into.
"""

from __future__ import annotations

from typing import Final

TUNING: Final = (1, 2, 3, 4, 5)
REPORTING: Final = (101, 102, 103, 104, 105)
