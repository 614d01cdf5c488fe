# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kapstok.procurement.creditors import Creditor, Unreadable
from kapstok.procurement.scan.spool import Spool, private_folder, sweep
from kapstok.regions.folder import RegionFolder

ROWS = [
    Creditor(0, "C1", {"name": "De Brug", "city": "Zwolle", "kvk": "08123456"}, Decimal("12.50"), "Groen", None),
    Creditor(1, "Totaal", {}, Decimal("12.50"), "", Unreadable.TOTAL),
    Creditor(2, "C\ud8002", {"statutory_name": "Brug é ﷽ B.V."}, None, "", None),
]  # fmt: skip


def test_what_is_compared_goes_by_and_what_is_shown_stays(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "rows")
    assert list(spool.keep(ROWS)) == [ROWS[0].values, {}, ROWS[2].values]
    assert spool.rows == 3
    for _time in range(2):
        first, total, last = spool
        assert (first.row, first.name, first.city, first.amount, first.category) == (
            "C1",
            "De Brug",
            "Zwolle",
            Decimal("12.50"),
            "Groen",
        )
        assert total.unreadable == Unreadable.TOTAL
        assert (last.row, last.name, last.amount) == ("C\ud8002", "Brug é ﷽ B.V.", None)


def test_thousands_of_rows_keep_their_order(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "rows")
    rows = (Creditor(n, f"C{n}", {"name": str(n)}, Decimal(n), "", None) for n in range(2_345))
    assert [values["name"] for values in spool.keep(rows)] == [str(n) for n in range(2_345)]
    assert [row.row for row in spool] == [f"C{n}" for n in range(2_345)]


def test_the_folder_of_a_scan_is_ours_alone_and_goes_when_it_fails(tmp_path: Path) -> None:
    folder = RegionFolder(tmp_path)
    with pytest.raises(ZeroDivisionError), private_folder(folder) as place:
        (place / "diep").mkdir()
        (place / "diep" / "rows").write_text("Jansen")
        assert place.stat().st_mode & 0o077 == 0
        assert place.parent.stat().st_mode & 0o077 == 0
        raise ZeroDivisionError
    assert list((tmp_path / "var" / "scanning").iterdir()) == []


def test_what_a_killed_scan_left_is_swept_after_a_day(tmp_path: Path) -> None:
    folder, now = RegionFolder(tmp_path), datetime.now(UTC)
    assert sweep(folder, now) == 0
    with private_folder(folder) as place:
        (place / "rows").write_text("Jansen")
        assert sweep(folder, now) == 0
        yesterday = (now - timedelta(hours=25)).timestamp()
        os.utime(place, (yesterday, yesterday))
        assert sweep(folder, now) == 1
        assert not place.exists()
