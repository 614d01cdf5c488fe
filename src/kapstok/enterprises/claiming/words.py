# SPDX-License-Identifier: EUPL-1.2
"""What people are told about a claim. Call each in the transaction that makes it true."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from django.utils import translation
from django.utils.translation import gettext

from kapstok.accounts.models import Person
from kapstok.accounts.queries import editors
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import people_of
from kapstok.enterprises.topics import CLAIMS, CLAIMS_TO_DECIDE
from kapstok.notices.actions import notify
from kapstok.notices.lines import one_line
from kapstok.notices.links import link
from kapstok.notices.telling import Words, tell

_LONGEST_NAME: Final = 120


def mail_code(claim: Claim, enterprise: Enterprise, address: str, code: str, *, language: str) -> None:
    """Sends the code to an address of the enterprise, with who asks for it; nobody else sees it."""
    with translation.override(language):
        subject = gettext("Uw code voor %(name)s") % {"name": _name(enterprise)}
        text = gettext(
            "Iemand met het e-mailadres %(email)s zegt dat %(name)s van hem of haar is, en wil op onze site namens "
            "deze onderneming schrijven.\n\n"
            "Klopt dat? Geef dan deze code door, of vul hem zelf in:\n\n    %(code)s\n\n"
            "De code geldt een half uur. Klopt het niet, of kent u deze persoon niet? Geef de code dan aan niemand. "
            "Er gebeurt dan niets.\n\n%(link)s\n"
        ) % {
            "email": claim.person.email,
            "name": _name(enterprise),
            "code": code,
            "link": link(_page(claim), language),
        }
    notify(to=[address], subject=subject, text=text, key=f"claim:{claim.pk}:code", language=language)


def tell_granted(claim: Claim, enterprise: Enterprise) -> None:
    """Tells the claimant that the enterprise is theirs."""
    _tell(
        [claim.person],
        f"claim:{claim.pk}:granted",
        f"/mijn/onderneming/{enterprise.slug}",
        lambda: Words(
            gettext("%(name)s staat op uw naam") % {"name": _name(enterprise)},
            gettext(
                "U kunt nu vertellen wat %(name)s doet, en collega's uitnodigen. Labels en gegevens uit de registers "
                "veranderen daar niet door."
            )
            % {"name": _name(enterprise)},
        ),
    )


def tell_contested(claim: Claim, enterprise: Enterprise) -> None:
    """Tells claimant and editors that an editor decides, and those who act for it that somebody else claims it."""
    name = {"name": _name(enterprise)}
    _tell(
        [claim.person],
        f"claim:{claim.pk}:contested",
        _page(claim),
        lambda: Words(
            gettext("Een redacteur bekijkt uw claim op %(name)s") % name,
            gettext("Wij laten het u weten zodra er een besluit is. U hoeft nu niets te doen."),
        ),
    )
    _tell(
        people_of(enterprise).exclude(pk=claim.person_id),
        f"claim:{claim.pk}:rival",
        f"/mijn/onderneming/{enterprise.slug}",
        lambda: Words(
            gettext("Nog iemand zegt bij %(name)s te horen") % name,
            gettext(
                "Iemand met het e-mailadres %(email)s wil namens %(name)s op onze site schrijven. Een redacteur "
                "besluit daarover. Is het een collega? Nodig hem of haar dan zelf uit. Kent u deze persoon niet? Laat "
                "het ons weten."
            )
            % {"email": claim.person.email, **name},
        ),
    )
    _tell_editors(claim, "contested", _claim_waits, name)


def tell_letter_asked(claim: Claim, enterprise: Enterprise) -> None:
    """Tells the editors that a letter has to be printed and posted."""
    _tell_editors(claim, "letter", _letter_waits, {"name": _name(enterprise)})


def tell_letter_posted(claim: Claim, enterprise: Enterprise) -> None:
    """Tells the claimant that the letter is on its way."""
    _tell(
        [claim.person],
        f"claim:{claim.pk}:posted:{claim.sent_at:%Y%m%d%H%M%S}",
        _page(claim),
        lambda: Words(
            gettext("De brief met uw code is op de post"),
            gettext("Hij gaat naar het adres van %(name)s dat in het register staat. De code geldt 60 dagen.")
            % {"name": _name(enterprise)},
        ),
    )


def tell_refused(claim: Claim, enterprise: Enterprise) -> None:
    """Tells the claimant that an editor refused, and why."""
    _tell(
        [claim.person],
        f"claim:{claim.pk}:refused",
        _page(claim),
        lambda: Words(
            gettext("Uw claim op %(name)s is afgewezen") % {"name": _name(enterprise)},
            gettext("Een redacteur bekeek uw claim en wees hem af. De reden:\n\n%(reason)s")
            % {"reason": claim.reason},
        ),
    )


def tell_joined(claim: Claim, enterprise: Enterprise) -> None:
    """Tells the claimant, and those who acted for it already, that they do so together from now on."""
    name = {"name": _name(enterprise)}
    tell_granted(claim, enterprise)
    _tell(
        people_of(enterprise).exclude(pk=claim.person_id),
        f"claim:{claim.pk}:joined",
        f"/mijn/onderneming/{enterprise.slug}",
        lambda: Words(
            gettext("Er is iemand bij gekomen voor %(name)s") % name,
            gettext("Een redacteur besloot dat %(email)s ook voor %(name)s mag schrijven.")
            % {"email": claim.person.email, **name},
        ),
    )


def tell_replaced(people: Iterable[Person], key: str, enterprise: Enterprise, reason: str) -> None:
    """Tells those who acted for an enterprise that they do so no more."""
    _tell(
        people,
        f"{key}:replaced",
        "/mijn",
        lambda: Words(
            gettext("U werkt niet meer namens %(name)s") % {"name": _name(enterprise)},
            gettext(
                "Een redacteur besloot dat deze onderneming van iemand anders is. De reden:\n\n%(reason)s"
            )
            % {"reason": reason},
        ),
    )


def mail_handed(enterprise: Enterprise, address: str, key: str, *, language: str) -> None:
    """Tells whoever has this address that an editor made an enterprise theirs, and how to take it."""
    with translation.override(language):
        subject = gettext("%(name)s staat voor u klaar") % {"name": _name(enterprise)}
        text = gettext(
            "Een redacteur besloot dat u namens %(name)s mag schrijven. Meld u aan met dit e-mailadres en neem de "
            "uitnodiging aan:\n\n%(link)s\n"
        ) % {"name": _name(enterprise), "link": link("/mijn", language)}
    notify(to=[address], subject=subject, text=text, key=key, language=language)


def _claim_waits() -> str:
    return gettext("Een claim op %(name)s wacht op een besluit")


def _letter_waits() -> str:
    return gettext("Voor een claim op %(name)s moet een brief op de post")


def _tell_editors(claim: Claim, what: str, title: Callable[[], str], name: dict[str, str]) -> None:
    tell(
        people=editors(),
        topic=CLAIMS_TO_DECIDE,
        key=f"claim:{claim.pk}:{what}:editors",
        words=lambda: Words(title() % name, gettext("U leest op de pagina wat u moet doen.")),
        path=f"/beheer/claims/{claim.pk}",
    )


def _tell(people: Iterable[Person], key: str, path: str, words: Callable[[], Words]) -> None:
    tell(people=people, topic=CLAIMS, key=key, words=words, path=path)


def _page(claim: Claim) -> str:
    return f"/mijn/claims/{claim.pk}"


def _name(enterprise: Enterprise) -> str:
    return one_line(enterprise.name, _LONGEST_NAME) or enterprise.slug
