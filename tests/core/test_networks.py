# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.core.networks import is_inside, leads_inside


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "::ffff:127.0.0.1",
        "0.0.0.0",
    ],
)
def test_machines_beside_us_are_inside(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_machines_of_the_internet_are_not(address: str) -> None:
    assert not is_inside(address)


def test_a_name_is_inside_where_it_leads() -> None:
    assert leads_inside("http://localhost:8000/leden")
    assert leads_inside("http://[::1]/")
    assert not leads_inside("https://8.8.8.8/")
    assert not leads_inside("https://geen-zo-n-naam.invalid/")
    assert not leads_inside("geen adres")
