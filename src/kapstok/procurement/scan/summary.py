# SPDX-License-Identifier: EUPL-1.2
"""The summary of a creditor list: the figures as tables, spend by label as a picture too, and how to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext

from kapstok.enterprises.wording import label_words
from kapstok.procurement.scan import words as scan_words
from kapstok.procurement.scan.chances import MOST, NEARBY, Chance
from kapstok.procurement.scan.row_sheet import RowSheet, Value
from kapstok.procurement.scan.sheets import Answer, Formats
from kapstok.procurement.scan.spending import Outcome, Spending, Tally, share
from kapstok.procurement.wording import spoken
from kapstok.regions.region_file import Region
from kapstok.resolution.calibration import BandOfBits

MOST_CATEGORIES: Final = 20
_WIDTHS = (40, 12, 16, 18, 14, 34, 34, 18, 10, 40, 40, 40)
# A picture of this height lies over so many rows of the usual one.
_PICTURE = {"width": 640, "height": 300}
_PICTURE_ROWS: Final = 16
_PICTURE_AT: Final = 6


@dataclass(frozen=True)
class Figures:
    """All that a summary tells. `by_spend`: whether the list has amounts; `directory_day` is that of the chances."""

    region: Region
    file: str
    day: date
    directory_day: date
    spending: Spending
    chances: Sequence[Chance]
    calibration: Sequence[BandOfBits]
    registers: Sequence[str]

    @property
    def by_spend(self) -> bool:
        return self.spending.has_amounts

    def label(self, label: str) -> str:
        return label_words(self.region, label)

    def labels(self) -> list[tuple[str, Tally]]:
        """The labels that were found, the largest first."""
        found = self.spending.labels.items()
        return sorted(found, key=lambda one: (-one[1].amount, -one[1].rows, one[0]))


def write(answer: Answer, figures: Figures, profile_href: Callable[[str], str]) -> None:
    """Writes the sheet behind the others."""
    sheet = answer.summary(gettext("samenvatting"), _WIDTHS)
    _Summary(answer.book, sheet, answer.formats, figures, profile_href).write()


class _Summary:
    def __init__(
        self,
        book: Any,
        sheet: RowSheet,
        formats: Formats,
        figures: Figures,
        profile_href: Callable[[str], str],
    ):
        self._book, self._sheet, self._formats = book, sheet, formats
        self._figures, self._spending = figures, figures.spending
        self._profile_href = profile_href

    def write(self) -> None:
        self._heading()
        self._outcomes()
        until = self._labels()
        self._categories()
        while self._sheet.rows < until:
            self._sheet.put(())
        self._chances()
        self._calibration()
        self._reading()

    def _heading(self) -> None:
        figures, total = self._figures, self._spending.total
        self._sheet.put([gettext("Leveranciers met een label")], [self._formats.title])
        self._say(
            gettext("Lijst: %(file)s. De labels zijn die van %(day)s. Gemaakt door %(region)s.")
            % {"file": figures.file, "day": spoken(figures.day), "region": figures.region.name}
        )
        self._gap()
        if total.credit_notes:
            self._say(
                gettext("In de bedragen zijn %(count)s creditnota's afgetrokken, samen %(amount)s.")
                % {"count": total.credit_notes, "amount": _money(total.credited)}
            )
        if figures.by_spend and total.without_amount:
            self._say(
                gettext("%(count)s rijen hebben geen bedrag. Zij tellen mee als rij.")
                % {"count": total.without_amount}
            )
        if not figures.by_spend:
            self._say(gettext("De lijst heeft geen bedragen. Daarom tellen wij rijen."))
        if self._spending.unreadable:
            self._say(
                gettext("%(count)s rijen konden wij niet lezen. Zij staan bij “%(sheet)s”, met de reden.")
                % {"count": self._spending.unreadable, "sheet": scan_words.sheet_names()[Outcome.NONE]}
            )

    def _outcomes(self) -> None:
        titles = scan_words.sheet_names()
        rows = [(titles[outcome], self._spending.outcomes[outcome]) for outcome in Outcome]
        self._table(
            gettext("Wat wij vonden"),
            gettext("Uitkomst"),
            [*rows, (gettext("alles samen"), self._spending.total)],
        )
        if self._spending.never_labelled:
            self._say(
                gettext("Van “%(sheet)s” kennen wij %(count)s rijen wel: die onderneming had nooit een label dat telt.")
                % {"sheet": titles[Outcome.NONE], "count": self._spending.never_labelled}
            )  # fmt: skip

    def _labels(self) -> int:
        """The table of labels with its picture beside it; the row at which the picture ends."""
        found = [(self._figures.label(label), tally) for label, tally in self._figures.labels()]
        if not found:
            self._title(gettext("Per label"))
            self._say(gettext("Geen leverancier van deze lijst heeft op deze dag een label."))
            return 0
        first = self._table(gettext("Per label"), gettext("Label"), found)
        self._say(
            gettext(
                "Een onderneming met twee labels telt bij beide mee, en in het geheel één keer. "
                "Tel labels dus niet op."
            )
        )  # fmt: skip
        self._picture(first, found)
        return first + _PICTURE_ROWS

    def _picture(self, first: int, found: Sequence[tuple[str, Tally]]) -> None:
        by_spend = self._figures.by_spend
        column = 3 if by_spend else 1
        title = gettext("Uitgaven per label") if by_spend else gettext("Rijen per label")
        values = [float(tally.amount) if by_spend else tally.rows for _, tally in found]
        last = first + len(found) - 1
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": title,
                "categories": [self._sheet.name, first, 0, last, 0],
                "values": [self._sheet.name, first, column, last, column],
                # Rows that went to disk are not read back for the picture: it carries its own copy.
                "categories_data": [name for name, _ in found],
                "values_data": values,
                "fill": {"color": "#1F5C99"},
                "data_labels": {"value": True, "num_format": "#,##0"},
                "gap": 60,
            }
        )
        chart.set_title({"name": title, "overlay": False, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "#,##0", "min": 0 if min(values) >= 0 else None})
        chart.set_size(_PICTURE)
        told = "; ".join(f"{name}: {value:,.0f}" for (name, _), value in zip(found, values, strict=True))
        self._sheet.insert_chart(
            first - 1, _PICTURE_AT, chart, {"description": f"{title}. {told}", "object_position": 2}
        )

    def _categories(self) -> None:
        found = self._spending.largest_categories(MOST_CATEGORIES)
        if not found:
            return
        self._title(gettext("Per categorie van de lijst"))
        headings = [
            gettext("Categorie"), gettext("Rijen"), gettext("Rijen met nu een label"), gettext("Bedrag"),
            gettext("Aandeel met label"),
        ]  # fmt: skip
        self._headings([*headings, gettext("Bedrag met label")])
        looks = self._looks("text", "whole", "whole", "money", "share", "money")
        for name, tally in found:
            whole, now = tally.whole, tally.now
            part = share(now, whole) if self._figures.by_spend else None
            cells: list[Value] = [
                name,
                Decimal(whole.rows),
                Decimal(now.rows),
                self._amount(whole),
                part,
                self._amount(now),
            ]
            self._sheet.put(cells, looks)
        more = len(self._spending.categories) - len(found)
        if more > 0 or self._spending.other_categories.whole.rows:
            self._say(gettext("Dit zijn de %(count)s grootste categorieën.") % {"count": len(found)})

    def _chances(self) -> None:
        self._title(gettext("Kansen: grote leveranciers zonder label, en wie er in de buurt een label heeft"))
        self._say(
            gettext(
                "Zo gezocht: van de leveranciers die wij niet vonden de grootste. Met het werk dat in hun naam staat, "
                "anders met hun categorie, zochten wij ondernemingen met een label binnen %(km)s kilometer "
                "hemelsbreed, op %(day)s. Hoogstens %(most)s leveranciers. Wie iets heel anders doet, staat er soms "
                "toch bij: kijk zelf."
            )
            % {
                "km": f"{NEARBY:.0f}",
                "day": spoken(self._figures.directory_day),
                "most": MOST,
            }
        )
        if not self._figures.chances:
            self._say(gettext("Wij vonden geen kansen."))
            return
        headings = [
            gettext("Leverancier"), gettext("Rij in de lijst"), gettext("Plaats"), gettext("Bedrag"),
            gettext("Gezocht op"), gettext("Onderneming met een label"), gettext("Labels"), gettext("Plaats"),
            gettext("Kilometer"), gettext("Waarom"), gettext("Profiel"),
        ]  # fmt: skip
        self._headings(headings)
        looks = self._looks(
            "text", "text", "text", "money", "text", "text", "text", "text", "distance", "text", "text"
        )
        for chance in self._figures.chances:
            own: list[Value] = [chance.name, chance.row, chance.city, chance.amount, chance.words]
            for one in chance.alternatives:
                labels = ", ".join(label_words(self._figures.region, *held) for held in one.labels)
                href = self._profile_href(one.slug)
                self._sheet.put(
                    [*own, one.name, labels, one.city, one.distance, "; ".join(one.why), href], looks
                )

    def _calibration(self) -> None:
        self._title(gettext("Hoe zeker: de ijking van deze lijst"))
        if not self._figures.calibration:
            self._say(gettext("Er was niets te ijken."))
            return
        self._say(
            gettext(
                "Elke mogelijke overeenkomst krijgt een gewicht. "
                "Hier staat per gewicht welk deel naar verwachting klopt."
            )
        )
        self._headings(
            [
                gettext("Gewicht van"), gettext("Gewicht tot"), gettext("Paren"), gettext("Klopt, verwacht"),
                gettext("Door een nummer beslist"),
                gettext("Klopt, gezien"),
            ]
        )  # fmt: skip
        looks = self._looks("distance", "distance", "whole", "share", "whole", "share")
        for one in self._figures.calibration:
            pairs, told = Decimal(one.pairs), Decimal(one.told)
            self._sheet.put([one.low, one.high, pairs, one.expected, told, one.observed], looks)

    def _reading(self) -> None:
        titles = scan_words.sheet_names()
        self._title(gettext("Hoe u dit leest"))
        for said in (
            gettext("Elke rij van uw lijst staat op één van de vier bladen, en telt daar één keer."),
            gettext(
                "“%(now)s”: op de dag hierboven geldt een label. “%(before)s”: er gold eerder een label, nu niet."
            )
            % {"now": titles[Outcome.NOW], "before": titles[Outcome.BEFORE]},
            gettext(
                "“%(check)s”: het kan deze onderneming zijn. Iemand moet kijken. "
                "Deze rijen tellen nergens mee als label."
            )
            % {"check": titles[Outcome.CHECK]},
            gettext(
                "Het aandeel is het bedrag, gedeeld door dat van de hele lijst. "
                "Er staat niets waar creditnota's dat onmogelijk maken."
            ),
            gettext(
                "“%(none)s” betekent: wij vonden de leverancier niet in onze registers. "
                "Misschien staat die er onder een andere naam."
            )
            % {"none": titles[Outcome.NONE]},
            gettext("Ondernemingen die op verzoek niet getoond worden, tellen als niet gevonden."),
            gettext("De registers: %(registers)s.")
            % {"registers": ", ".join(self._figures.registers) or "-"},
        ):
            self._say(said)

    def _table(self, title: str, first: str, rows: Iterable[tuple[str, Tally]]) -> int:
        """A table of tallies; the place of its first row, from 0."""
        self._title(title)
        self._headings(
            [first, gettext("Rijen"), gettext("Ondernemingen"), gettext("Bedrag"), gettext("Aandeel")]
        )
        begin = self._sheet.rows
        looks = self._looks("text", "whole", "whole", "money", "share")
        for name, tally in rows:
            part = self._spending.share(tally) if self._figures.by_spend else None
            known = Decimal(len(tally.enterprises)) if tally.enterprises else None
            self._sheet.put([name, Decimal(tally.rows), known, self._amount(tally), part], looks)
        return begin

    def _amount(self, tally: Tally) -> Decimal | None:
        return tally.amount if self._figures.by_spend else None

    def _title(self, text: str) -> None:
        self._gap()
        self._sheet.put([text], [self._formats.title])

    def _headings(self, texts: Sequence[str]) -> None:
        self._sheet.put(texts, [self._formats.heading] * len(texts))

    def _say(self, text: str) -> None:
        self._sheet.put([text], [None])

    def _gap(self) -> None:
        self._sheet.put(())

    def _looks(self, *names: str) -> list[Any]:
        return [getattr(self._formats, name) for name in names]


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
