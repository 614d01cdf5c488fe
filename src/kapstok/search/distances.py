# SPDX-License-Identifier: EUPL-1.2
"""How far it is from one point to another."""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

from kapstok.search.shapes import DISTANCES, Point

# The mean radius of the earth in kilometres; on a round earth a distance is wrong by 0.5 % at most.
_RADIUS = 6371.0


def kilometres(one: Point, other: Point) -> float:
    """The distance along the earth, as the crow flies (haversine)."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    half_lat, half_lon = (other_lat - lat) / 2, radians(other.lon - one.lon) / 2
    part = sin(half_lat) ** 2 + cos(lat) * cos(other_lat) * sin(half_lon) ** 2
    return 2 * _RADIUS * asin(sqrt(min(part, 1.0)))


def counted(near: Point, points: Mapping[Point, int]) -> Mapping[int, int]:
    """How many of the points lie within each of DISTANCES."""
    away = [(kilometres(near, point), count) for point, count in points.items()]
    return {step: sum(count for distance, count in away if distance <= step) for step in DISTANCES}
