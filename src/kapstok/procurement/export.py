# SPDX-License-Identifier: EUPL-1.2
"""A list, or what a search found, as a file: what goes in, whatever the kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.utils.translation import gettext

from kapstok.enterprises.listing import ListingRules
from kapstok.procurement.columns import Column, Setting
from kapstok.procurement.lines import Line, lines
from kapstok.procurement.proofs import Proof, proofs
from kapstok.procurement.queries import Choice
from kapstok.procurement.wording import spoken

# So many enterprises at most, by the kind of file: paper is read, tables are counted.
MOST: Final = {"xlsx": 2_000, "csv": 2_000, "pdf": 200}
# So many are worked out at a time, so that a long file takes no more memory than a short one.
_BATCH = 250


@dataclass(frozen=True)
class Export:
    """What a file says. `total` is how many there were to choose from; more than `choices` when it was cut."""

    title: str
    choices: Sequence[Choice]
    total: int
    columns: tuple[Column, ...]
    setting: Setting
    with_proof: bool
    made_at: datetime

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.choices)

    def rows(self) -> Iterator[tuple[Line, tuple[Proof, ...]]]:
        """Each enterprise with its evidence, worked out while the file is written."""
        setting = self.setting
        rules = ListingRules.of(setting.region)
        for at in range(0, len(self.choices), _BATCH):
            found = lines(self.choices[at : at + _BATCH], setting.today, rules, setting.shared_on)
            proven = proofs(found, setting.today) if self.with_proof else [()] * len(found)
            yield from zip(found, proven, strict=True)

    def told(self) -> list[str]:
        """What a reader of the file has to know of it, line by line."""
        region, setting = self.setting.region, self.setting
        here = self.made_at.astimezone(region.timezone)
        told = [
            self.title,
            gettext("Opgemaakt op %(day)s om %(time)s door %(region)s (%(email)s).")
            % {"day": spoken(here.date()), "time": f"{here:%H:%M}", "region": region.name, "email": region.email},
            gettext("De labels zijn die van %(day)s, naar wat op dat moment bekend was.")
            % {"day": spoken(setting.today)},
        ]  # fmt: skip
        if setting.shared_on:
            told.append(
                gettext("De lijst werd gedeeld op %(day)s. Over die dag staat hier wat nu bekend is.")
                % {"day": spoken(setting.shared_on)}
            )
        if self.is_cut:
            told.append(self.cut())
        told.append(
            gettext(
                "De gegevens komen uit openbare registers. Tijden van ophalen zijn in UTC. "
                "De SHA-256 is de vingerafdruk van de bewaarde pagina."
            )
        )
        return told

    def cut(self) -> str:
        """That not everything is in the file."""
        return gettext("Dit zijn de eerste %(shown)s van %(total)s ondernemingen.") % {
            "shown": len(self.choices),
            "total": self.total,
        }

    @property
    def made(self) -> datetime:
        """The instant without its microseconds, in UTC, as documents carry it."""
        return self.made_at.astimezone(UTC).replace(microsecond=0)
