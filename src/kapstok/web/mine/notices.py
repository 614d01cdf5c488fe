# SPDX-License-Identifier: EUPL-1.2
"""What one was told, and how one wants to hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstok.accounts.models import Person
from kapstok.notices import inbox
from kapstok.notices.choosing import choose, chosen
from kapstok.notices.links import in_language
from kapstok.notices.models import Message
from kapstok.notices.topics import Delivery, Topic
from kapstok.regions.folder import RegionFolder
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.mine.notice_topics import topics_for
from kapstok.web.pages import Pages

_ON_A_PAGE = 25
_DELIVERIES = (
    (Delivery.AT_ONCE.value, gettext_lazy("Meteen, met een mail")),
    (Delivery.DIGEST.value, gettext_lazy("In één mail per dag")),
    (Delivery.SITE.value, gettext_lazy("Alleen hier, zonder mail")),
)


@dataclass(frozen=True)
class Line:
    """A message as it is shown; `href` leads to the page that it is about, empty where there is none."""

    number: UUID
    subject: str
    text: str
    language: str
    on: date
    unread: bool
    href: str


class ChoicesForm(forms.Form):
    """For each topic how one wants to hear of it; a field per topic, in their order."""

    use_required_attribute = False

    def __init__(self, topics: tuple[Topic, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in topics:
            self.fields[topic.id] = forms.ChoiceField(
                label=gettext(topic.title), choices=_DELIVERIES, widget=forms.RadioSelect
            )

    def deliveries(self) -> dict[str, Delivery]:
        """What was chosen; only of a form that is valid."""
        return {topic: Delivery(value) for topic, value in self.cleaned_data.items()}


@require_safe
@door.signed_in
def notices(request: HttpRequest, person: Person) -> HttpResponse:
    """What one was told, the newest first."""
    found = Paginator(inbox.messages_to(person), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = reverse("mine_notices")
    return framed(
        request,
        person,
        "mine/notices.html",
        {
            "lines": [_line(message) for message in shown.object_list],
            "unread": inbox.unread(person),
            "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}?pagina={number}"),
        },
    )


@require_safe
@door.signed_in
def notice(request: HttpRequest, person: Person, number: UUID) -> HttpResponse:
    """One message, which is read by this."""
    found = inbox.open_message(person=person, message=number)
    if found is None:
        raise Http404
    return framed(request, person, "mine/notice.html", {"line": _line(found)})


@require_POST
@door.signed_in
def read_all(request: HttpRequest, person: Person) -> HttpResponse:
    inbox.read_all(person=person)
    return HttpResponseRedirect(reverse("mine_notices"))


@require_http_methods(["GET", "HEAD", "POST"])
@door.signed_in
def choices(request: HttpRequest, person: Person) -> HttpResponse:
    """How one wants to hear of each topic."""
    topics = topics_for(person)
    form = ChoicesForm(
        topics, request.POST if request.method == "POST" else None, initial=chosen(person, topics)
    )
    if not form.is_valid():
        return framed(
            request, person, "mine/notice_choices.html", {"form": form}, 422 if form.is_bound else 200
        )
    choose(person=person, deliveries=form.deliveries())
    messages.success(request, gettext("Uw keuzes zijn bewaard."))
    return HttpResponseRedirect(reverse("mine_notices_choices"))


def _line(message: Message) -> Line:
    return Line(
        number=message.pk,
        subject=message.subject,
        text=message.text,
        language=message.language,
        on=message.at.astimezone(RegionFolder.current().region().timezone).date(),
        unread=message.read_at is None,
        href=in_language(message.path, get_language() or "nl") if message.path else "",
    )
