# SPDX-License-Identifier: EUPL-1.2
"""What a monitoring system reads."""

from __future__ import annotations

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from tests.enterprises.conftest import region
from tests.enterprises.region import LiveRegion

__all__ = ["region"]
pytestmark = pytest.mark.django_db(transaction=True)


def read(client: Client) -> dict[tuple[str, str], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_an_instance_without_runs_has_metrics_too(region: LiveRegion, client: Client) -> None:
    found = read(client)
    assert found["kapstok_enterprises", "known"] == 0
    assert found["kapstok_worker_heartbeat_timestamp_seconds", ""] == 0


def test_metrics_follow_what_happens(region: LiveRegion, client: Client) -> None:
    region.shows(
        "ladder", *({"id": str(n), "name": f"Bedrijf {n}", "city": "Zwolle", "level": "1"} for n in range(20))
    )
    region.sync(1)
    region.shows("ladder", {"id": "1", "name": "Bedrijf 1", "city": "Zwolle"})
    region.sync(2)
    found = read(client)
    assert found["kapstok_enterprises", "listed"] == 21
    assert found["kapstok_runs", "quarantined"] == 1
    assert found["kapstok_runs_waiting", ""] == 1
    assert found["kapstok_register_entries", "ladder"] == 20
    assert found["kapstok_search_index_behind", ""] == 0
    assert found["kapstok_register_overdue", "ladder"] == 0
