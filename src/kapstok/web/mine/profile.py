# SPDX-License-Identifier: EUPL-1.2
"""An entrepreneur makes the page of their enterprise their own: one section at a time, shown at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kapstok.accounts.models import Person
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.actions import ChangedMeanwhile, save
from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.faults import UnusableContent
from kapstok.enterprises.own_words.label_names import refuse_labels
from kapstok.enterprises.own_words.layering import own_values
from kapstok.enterprises.own_words.queries import content_of, hidden, latest
from kapstok.enterprises.rules import EDIT_PROFILE
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.search.vocabulary import chain_of
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.mine.profile_answers import Answers, answers_of, content_with, reasons, typed
from kapstok.web.mine.profile_completeness import progress
from kapstok.web.mine.profile_form import RegisterSays, blocks
from kapstok.web.mine.profile_lines import PartChange, PartLines, said_in
from kapstok.web.mine.profile_offers import offer_lines
from kapstok.web.mine.profile_sections import (
    PART_TITLES,
    PROFILE_SECTIONS,
    ProfileSection,
    section_called,
    section_of,
)
from kapstok.web.mine.profile_suggestions import suggested
from kapstok.web.mine.profile_view import changed_since, registers_say, trail


@dataclass(frozen=True)
class SectionCard:
    """A section on the first page: what it says, else what registers say, and why editors hide a part of it."""

    section: ProfileSection
    said: tuple[PartLines, ...]
    registers: tuple[tuple[str, RegisterSays], ...]
    hidden: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        return not any(part.lines for part in self.said)


@dataclass(frozen=True)
class Written:
    """What somebody wrote in a section and which version they read; `outdated`: a colleague saved since."""

    answers: Answers
    number: int
    faults: Mapping[str, str] = field(default_factory=dict)
    meanwhile: tuple[PartChange, ...] = ()
    outdated: bool = False
    status: int = 200


@require_safe
@door.of_enterprise(EDIT_PROFILE)
def profile(request: HttpRequest, *, person: Person, enterprise: Enterprise) -> HttpResponse:
    """All sections with what they say, what the registers have that is new, and what brings most next."""
    content = content_of(latest(enterprise))
    why = {part: row.reason for part, row in hidden(enterprise).items()}
    registers = registers_say(enterprise)
    shown = {
        "enterprise": enterprise,
        "trail": trail(enterprise, inside=False),
        "cards": [_card(section, content, registers, why) for section in PROFILE_SECTIONS],
        "offers": offer_lines(enterprise),
        "progress": progress(enterprise),
    }
    return framed(request, person, "mine/profile.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@door.of_enterprise(EDIT_PROFILE)
def section(request: HttpRequest, *, person: Person, enterprise: Enterprise, part: str) -> HttpResponse:
    """The questions of one section. Only `doen=opslaan` saves; anything else gives back what was typed."""
    asked = section_called(part)
    if request.method != "POST":
        last = latest(enterprise)
        read = Written(answers_of(asked.slug, content_of(last)), last.pk if last else 0)
        return shown_section(request, person, enterprise, asked, read)
    given = written(request, asked)
    if request.POST.get("doen") != "opslaan":
        return shown_section(request, person, enterprise, asked, given)
    refused = _saved(enterprise, asked, given, person.actor)
    if refused:
        return shown_section(request, person, enterprise, asked, refused)
    folder = RegionFolder.current()
    catch_up(folder, folder.region().today())
    return HttpResponseRedirect(_after(request, enterprise, asked, given.answers))


def written(request: HttpRequest, asked: ProfileSection) -> Written:
    """What was sent for a section."""
    number = request.POST.get("versie", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    return Written(typed(asked.slug, request.POST), int(number) if is_number else 0)


def drafted(enterprise: Enterprise, asked: ProfileSection, given: Written) -> Content | Written:
    """The whole content as it would be with what was written; or what was written, with what is wrong with it."""
    try:
        content = content_with(content_of(latest(enterprise)), asked.slug, given.answers)
        if "certificates" in asked.parts:
            refuse_labels(content, _label_names())
    except UnusableContent as unusable:
        return Written(given.answers, given.number, reasons(unusable.faults, given.answers), status=422)
    return content


def shown_section(
    request: HttpRequest, person: Person, enterprise: Enterprise, asked: ProfileSection, given: Written
) -> HttpResponse:
    """The page of a section with these answers."""
    shown = {
        "enterprise": enterprise,
        "section": asked,
        "trail": trail(enterprise),
        "blocks": blocks(asked.slug, given.answers, given.faults, registers_say(enterprise)),
        "number": given.number,
        "hidden": _hidden_of(enterprise, asked),
        "faults": given.faults,
        "meanwhile": given.meanwhile,
        "outdated": given.outdated,
    }
    return framed(request, person, "mine/profile_section.html", shown, given.status)


def _label_names() -> tuple[str, ...]:
    """What the labels of the region are called, in full and short."""
    labels = RegionFolder.current().region().labels.values()
    return tuple(name for label in labels for name in (label.name, label.short) if name)


def _saved(enterprise: Enterprise, asked: ProfileSection, given: Written, actor: str) -> Written | None:
    """Saves what was written; gives it back where it could not be. What a colleague did in other sections stays."""
    last = latest(enterprise)
    meanwhile = changed_since(enterprise, given.number, last, asked.parts)
    key = last.pk if last else 0
    if meanwhile:
        return Written(given.answers, key, meanwhile=meanwhile, outdated=True, status=409)
    content = drafted(enterprise, asked, given)
    if isinstance(content, Written):
        return content
    try:
        save(enterprise=enterprise, content=content, actor=actor, based_on=key)
    except ChangedMeanwhile:
        now = latest(enterprise)
        meanwhile = changed_since(enterprise, key, now, asked.parts)
        return Written(given.answers, now.pk if now else 0, meanwhile=meanwhile, outdated=True, status=409)
    return None


def _after(request: HttpRequest, enterprise: Enterprise, asked: ProfileSection, answers: Answers) -> str:
    """Where somebody goes on: to the branches of what they offer as long as one can be chosen, else to all sections."""
    if any(_may_choose(name, answers) for name in answers):
        messages.success(request, gettext("Opgeslagen. Kies nog bij elk aanbod de branche die past."))
        return f"{reverse('mine_profile_section', args=[enterprise.slug, asked.slug])}#offerings"
    if _hidden_of(enterprise, asked):
        messages.info(request, gettext("Opgeslagen. Wat wij verbergen, ziet nog niemand anders."))
    else:
        messages.success(request, gettext("Opgeslagen. Dit staat nu op uw openbare pagina."))
    return f"{reverse('mine_profile', args=[enterprise.slug])}#{asked.slug}"


def _hidden_of(enterprise: Enterprise, asked: ProfileSection) -> tuple[tuple[str, str], ...]:
    """What editors hide of a section, each part with the reason."""
    why = hidden(enterprise)
    return tuple((str(PART_TITLES[part]), why[part].reason) for part in asked.parts if part in why)


def _may_choose(name: str, answers: Answers) -> bool:
    """Whether an offering was written of which the branch was no question yet, while there is one to choose."""
    is_new = (
        name.startswith("offerings.") and name.endswith(".text") and f"{name[:-5]}.category" not in answers
    )
    return is_new and bool(suggested(chain_of(RegionFolder.current()), str(answers[name])))


def _card(
    section: ProfileSection, content: Content, registers: Mapping[str, RegisterSays], why: Mapping[str, str]
) -> SectionCard:
    said = said_in(content, section.parts)
    told = (fact for fact in registers if section_of(fact) is section and not own_values(content, fact))
    return SectionCard(
        section,
        said,
        tuple((str(PART_TITLES[fact]), registers[fact]) for fact in told),
        tuple((one.title, why[one.part]) for one in said if one.part in why),
    )
