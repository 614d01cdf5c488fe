# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.core.networks import is_inside, leads_inside, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "::1",
        "::",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "ff02::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "2001:0:7f00:1:0:0:0:0",
        "2001:db8::1",
    ],
)
def test_machines_beside_us_are_inside(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ],
)
def test_machines_of_the_internet_are_not(address: str) -> None:
    assert not is_inside(address)


def test_a_name_is_inside_where_it_leads() -> None:
    assert leads_inside("http://localhost:8000/leden")
    assert leads_inside("http://[::1]/")
    assert not leads_inside("https://8.8.8.8/")
    assert not leads_inside("https://geen-zo-n-naam.invalid/")
    assert not leads_inside("geen adres")


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1"])
def test_numbers_written_in_another_way_are_asked_of_the_system_too(host: str) -> None:
    assert resolve(host, 80) == ["127.0.0.1"]
