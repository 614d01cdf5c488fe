# SPDX-License-Identifier: EUPL-1.2
"""What the page of parts shows in those with which an enterprise writes of itself."""

from __future__ import annotations

from typing import Any, Final

from kapstok.web.assets import asset
from kapstok.web.mine.claim_offers import OfferCard
from kapstok.web.mine.profile_completeness import Progress, Step
from kapstok.web.mine.profile_form import Field, Option, RegisterSays
from kapstok.web.mine.profile_lines import PartChange
from kapstok.web.photos import ShownPhoto

_SAYS: Final = RegisterSays(("www.voorbeeld.nl", "بيت الخياطة"), "PSO-Nederland, sinds 3 maart 2026")


def own_samples() -> dict[str, Any]:
    """Each kind of question, some with what a register says or with an answer that cannot be used."""
    return {
        "questions": (
            Field("q1", "vraag-1", "Website", "url", hint="Zonder http mag ook.", register=_SAYS, fill="url"),
            Field("q2", "vraag-2", "E-mail", "email", "geen adres", error="Dit is geen e-mailadres."),
            Field("q3", "vraag-3", "Uw verhaal", "lines", "Sinds 2009.\n\nMet dertig mensen.", most=4000),
            Field("q4", "vraag-4", "Hoeveel?", "figure", "1.234,5", keys="decimal"),
            Field("q5", "vraag-5", "Geldig tot", "date", "2027-03-31"),
            Field("q6", "vraag-6", "Wij hebben plek", "tick", "ja"),
            Field(
                "q7", "vraag-7", "Branche", "choice", options=_options("vraag-7", "Catering", "Niet gekozen")
            ),
            Field("q8", "vraag-8", "Talen", "ticks", options=_options("vraag-8", "Nederlands", "Arabisch")),
        ),
        "changes_of_own": (
            PartChange("pitch", "In één zin", ("Eerste zin.",), ("Tweede zin.\nMet nog een regel.",)),
            PartChange("website", "Website", (), ("www.voorbeeld.nl",)),
            PartChange("languages", "Talen", ("Nederlands",), ()),
        ),
        "progress_of_profile": (
            Progress(
                7,
                13,
                (Step("offerings", "#profile_progress", "Noem wat u aanbiedt", "Kopers vinden u erop."),),
                "Het afgelopen kwartaal is 1.240 keer gezocht naar wat u aanbiedt.",
            ),
            Progress(13, 13, (), ""),
        ),
        "offers_to_claim": (
            OfferCard("bewijs-1", "U bent al zover", "Dat adres hoort bij u.", "Dit is mijn onderneming"),
            OfferCard("bewijs-2", "Lukt niets hiervan?", "Leg het uit.", "Vraag het de redactie", "uitleg"),
        ),
        "offer_refused": OfferCard(
            "bewijs-3",
            "Een code naar uw adres",
            "Heeft u er een?",
            "Stuur de code",
            "lokaal",
            "@voorbeeld.nl",
        ),
        "photos_of_own": (
            ShownPhoto("Een werkplaats met drie mensen", asset("web/mark.svg"), "#photos", 480, 320),
            ShownPhoto("بيت الخياطة", asset("web/mark.svg"), "#photos", 320, 480),
        ),
    }


def _options(id_: str, *texts: str) -> tuple[Option, ...]:
    return tuple(Option(f"{id_}-{at}", str(at), text, at == 0) for at, text in enumerate(texts))
