# SPDX-License-Identifier: EUPL-1.2
"""What became of labels, for feed readers. Those cannot sign in: the address itself holds a key of one editor."""

from __future__ import annotations

import re
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kapstok.accounts.models import Person
from kapstok.enterprises.rules import FOLLOW_LABELS
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names
from kapstok.web.account.links import in_full
from kapstok.web.beheer.event_list import EventLine, EventQuery, event_line
from kapstok.web.words import spoken

_LONGEST: Final = 100
_KEY = re.compile(r"(\d{1,18})-([0-9a-f]{64})")
# What may not stand in XML 1.0, and what turns the direction of a line in a reader that has no <bdi>.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def feed_key(person: Person) -> str:
    """What stands in the address of this person's feed; it is worthless with another password or key of the site."""
    return f"{person.pk}-{_seal(person)}"


def feed_address(person: Person, query: EventQuery, request: HttpRequest | None = None) -> str:
    """The whole address of this person's feed of what is asked."""
    return in_full(f"{reverse('beheer_events_feed')}?{query.address(sleutel=feed_key(person))}", request)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The last events as Atom. Without a key that is right there is nothing here, and not a word about why."""
    person = _owner(request.GET.get("sleutel", ""))
    if person is None:
        raise Http404
    region = RegionFolder.current().region()
    query = EventQuery.read(request.GET, list(region.labels), list(register_names()))
    found = query.found().filter(entry__membership__enterprise__withheld=False)[:_LONGEST]
    written = Atom1Feed(
        title=_plain(gettext("Labels in %(region)s") % {"region": region.name}),
        link=in_full(reverse("beheer_events"), request),
        description=_plain(gettext("Wat er met labels van ondernemingen gebeurde.")),
        language=get_language(),
        feed_url=feed_address(person, query, request),
        feed_guid=f"urn:kapstok:{region.slug}:labels",
    )
    for event in found:
        line = event_line(event, region)
        written.add_item(
            title=_plain(line.sentence),
            link=in_full(reverse("enterprise", args=[line.slug]), request),
            # Readers take a summary for HTML.
            description=escape(_plain(_told(line))),
            unique_id=f"urn:kapstok:{region.slug}:label-event:{event.pk}",
            pubdate=event.at,
            updateddate=event.at,
        )
    return HttpResponse(
        written.writeString("utf-8"),
        content_type="application/atom+xml; charset=utf-8",
        headers={"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"},
    )


def _told(line: EventLine) -> str:
    return gettext("Gezien op %(day)s, in %(register)s.") % {
        "day": spoken(line.day),
        "register": line.register,
    }


def _owner(key: str) -> Person | None:
    """The editor whose key this is; None for any other text."""
    parts = _KEY.fullmatch(key)
    person = Person.objects.filter(pk=int(parts[1])).first() if parts else None
    if parts is None or person is None or not constant_time_compare(parts[2], _seal(person)):
        return None
    return person if FOLLOW_LABELS.granted_to(person) else None


def _seal(person: Person) -> str:
    said = f"{person.pk}:{person.get_session_auth_hash()}"
    return salted_hmac("kapstok.web.beheer.feed", said, algorithm="sha256").hexdigest()


def _plain(text: str) -> str:
    return _UNWANTED.sub("", text)
