# SPDX-License-Identifier: EUPL-1.2
"""How often one network may report something on a day, without keeping who that was.

A network is counted under a name made with the day's own random key, and the key is gone the day after: then nobody,
the keeper of the database included, can tell any more which network it was.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from django.db import transaction
from django.db.models import F, Sum

from kapstok.enterprises.models import ReportingDay, ReportingNetwork

# An office is often one address, so one network is many readers.
PER_NETWORK: Final = 15
# Whatever the number of networks: editors must be able to read it all.
PER_DAY: Final = 300
_KEY_BYTES: Final = 32
# Who has an IPv6 connection has 2**64 addresses or more of their own.
_OWN_PREFIX: Final = 64


def network_of(address: str) -> str:
    """What counts as one network: an IPv4 address, the /64 of an IPv6 one; "" for what is no address."""
    try:
        parsed = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is None:
            return str(ip_network((parsed, _OWN_PREFIX), strict=False))
        parsed = parsed.ipv4_mapped
    return str(parsed)


@transaction.atomic
def may_report(address: str, at: datetime) -> bool:
    """Counts one more report from this address, and says whether it is one of those that are taken today."""
    ReportingDay.objects.filter(day__lt=at.date()).delete()
    day, _ = ReportingDay.objects.get_or_create(
        day=at.date(), defaults={"key": secrets.token_bytes(_KEY_BYTES)}
    )
    name = hmac.new(bytes(day.key), network_of(address).encode(), "sha256").hexdigest()
    network, _ = ReportingNetwork.objects.get_or_create(day=day, name=name)
    if network.count >= PER_NETWORK or _all_of(day) >= PER_DAY:
        return False
    ReportingNetwork.objects.filter(pk=network.pk).update(count=F("count") + 1)
    return True


def _all_of(day: ReportingDay) -> int:
    return day.networks.aggregate(all=Sum("count"))["all"] or 0
