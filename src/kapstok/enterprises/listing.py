# SPDX-License-Identifier: EUPL-1.2
"""What a region asks before it lists an enterprise: a label that holds, and a place in its area (listing.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kapstok.enterprises.label_state import LabelPolicy
from kapstok.regions.gazetteer import Location
from kapstok.regions.region_file import Area, Region

# A label that the region no longer knows: its entries stay, but nothing admits.
_FORGOTTEN = LabelPolicy(admits=frozenset())


@dataclass(frozen=True)
class ListingRules:
    """The area and the label policies of one region, as its file has them now."""

    area: Area
    policies: Mapping[str, LabelPolicy]

    @classmethod
    def of(cls, region: Region) -> ListingRules:
        policies = {
            key: LabelPolicy(
                admits=None if label.admits is None else frozenset(label.admits),
                statuses_that_do_not_count=frozenset(label.statuses_that_do_not_count),
                missing_runs=region.listing.missing_runs,
                grace_days=region.listing.grace_days,
                levels=label.levels,
            )
            for key, label in region.labels.items()
        }
        return cls(region.area, policies)

    def policy(self, label: str) -> LabelPolicy:
        return self.policies.get(label, _FORGOTTEN)

    def contains(self, location: Location) -> bool:
        return self.area.covers(location.municipality)


def is_listed(*, in_area: bool, holds: bool, withheld: bool) -> bool:
    """Whether an enterprise in the area or not, with a label that holds or not, is listed."""
    return in_area and holds and not withheld
