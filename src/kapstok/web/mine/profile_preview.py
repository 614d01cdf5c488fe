# SPDX-License-Identifier: EUPL-1.2
"""The public page as it would be: with what is typed in a section before it is saved, or with what is saved."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.queries import ShownWords, content_of, hidden, latest
from kapstok.enterprises.rules import EDIT_PROFILE
from kapstok.regions.folder import RegionFolder
from kapstok.web.house import page
from kapstok.web.mine import door
from kapstok.web.mine.profile import Written, drafted, shown_section, written
from kapstok.web.mine.profile_sections import ProfileSection, section_called
from kapstok.web.public_page import found_on, public_page
from kapstok.web.views.withheld import not_shown

# What of a form is not what somebody wrote.
_NOT_WRITTEN = frozenset({"csrfmiddlewaretoken", "doen", "deel"})


@require_http_methods(["GET", "HEAD", "POST"])
@door.of_enterprise(EDIT_PROFILE)
def preview(request: HttpRequest, *, person: Person, enterprise: Enterprise) -> HttpResponse:
    """The page with the section `deel` as it was typed, which is carried along; nothing is saved."""
    if request.method != "POST":
        return _shown(request, enterprise, content_of(latest(enterprise)), None)
    asked = section_called(request.POST.get("deel", ""))
    given = written(request, asked)
    draft = drafted(enterprise, asked, given)
    if isinstance(draft, Written):
        return shown_section(request, person, enterprise, asked, draft)
    return _shown(request, enterprise, draft, asked)


def _shown(
    request: HttpRequest, enterprise: Enterprise, content: Content, asked: ProfileSection | None
) -> HttpResponse:
    if enterprise.withheld:
        return not_shown(request)
    region = RegionFolder.current().region()
    found = found_on(enterprise, region)
    if found is None:
        raise Http404
    words = content.without(frozenset(hidden(enterprise)))
    own = None if words.is_empty else ShownWords(words, now())
    around = {"unlisted": True, "enterprise": enterprise, "section": asked}
    carried = _carried(request) if asked else ()
    shown = {**public_page(enterprise, found, own, region), **around, "carried": carried}
    return page(request, "mine/profile_preview.html", shown)


def _carried(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """All that was typed, to be sent again."""
    return tuple(
        (name, value) for name, values in request.POST.lists() if name not in _NOT_WRITTEN for value in values
    )
