# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from kapstok.accounts.actions import add_person
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.notices.choosing import choose
from kapstok.notices.models import Notice
from kapstok.notices.topics import Delivery
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.registers import actions
from kapstok.registers.actions import read_register
from kapstok.registers.due import overdue_registers
from kapstok.registers.models import Run
from kapstok.registers.notifying import tell_of_overdue, tell_of_quarantine
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.topics import REGISTERS
from tests.registers.sites import QUICK, TABLE, register, row, table
from tests.scripted_site import Site

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _people() -> None:
    for email, role in (
        ("anna@voorbeeld.example", Role.ADMINISTRATOR),
        ("bram@voorbeeld.example", Role.EDITOR),
    ):
        add_person(email=email, role=role, actor="test")


@pytest.fixture
def ladder(site: Site, tmp_path: Path) -> RegisterFile:
    site.pages["/lijst"] = table(*(row(f"Bedrijf {n}", key=f"b{n}") for n in range(20)))
    return register(tmp_path, TABLE.format(site=site.address))


def read(file: RegisterFile, folder: RegionFolder) -> Run:
    return read_register(file, MONDAY, folder, patience=QUICK)


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("queued_at", "address").values_list("address", "subject"))


def test_every_editor_hears_that_a_run_waits_why_and_what_is_safe(
    ladder: RegisterFile, site: Site, folder: RegionFolder, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://impact.example"
    read(ladder, folder)
    assert told() == []
    site.pages["/lijst"] = table(row("Bedrijf 0", key="b0"))
    run = read(ladder, folder)
    subject = "Kapstok Oost-Nederland: een lezing van De Ladder wacht op u"
    assert told() == [("anna@voorbeeld.example", subject), ("bram@voorbeeld.example", subject)]
    notice = Notice.objects.first()
    assert notice is not None
    assert run.reason.startswith("19 of 20 entries are gone")
    assert "De reden: Van de 20 vermeldingen zijn er 19 weg (95 %)." in notice.text
    assert "geen onderneming is van de lijst gehaald" in notice.text
    assert f"https://impact.example/beheer/lezingen/{run.pk}\n" in notice.text
    assert notice.language == "nl"


def test_the_same_reason_is_told_again_only_after_something_was_published(
    ladder: RegisterFile, site: Site, folder: RegionFolder
) -> None:
    good, strange = site.pages["/lijst"], table(row("Bedrijf 0", key="b0"))
    for page, expected in ((good, 0), (strange, 2), (strange, 2), (table(), 4), (good, 4), (strange, 6)):
        site.pages["/lijst"] = page
        read(ladder, folder)
        assert len(told()) == expected


def test_a_quarantine_that_is_not_kept_is_not_told(
    ladder: RegisterFile, site: Site, folder: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told_and_broken(run: Run, region: Region) -> None:
        assert tell_of_quarantine(run, region) == 2
        raise RuntimeError("the power is gone")

    site.pages["/lijst"] = table()
    monkeypatch.setattr(actions, "tell_of_quarantine", told_and_broken)
    assert read(ladder, folder).status == "failed"
    assert told() == []


def test_words_of_a_register_cannot_become_a_header_or_turn_the_line(
    ladder: RegisterFile, site: Site, folder: RegionFolder
) -> None:
    odd = ladder.model_copy(
        update={"name": "Lad\xadder\u200b\r\nBcc: eva@voorbeeld.example\u202ereddaL" + "!" * 200}
    )
    site.pages["/lijst"] = table(row("Bedrijf 0", key="b0"), next="/weg\u202e\u2028Bcc:eva")
    assert "weg" in read(odd, folder).reason
    notice = Notice.objects.first()
    assert notice is not None
    assert notice.subject.isprintable()
    assert len(notice.subject) <= 250
    assert notice.text.replace("\n", "").isprintable()


def test_each_editor_reads_it_in_their_own_language_and_can_choose_to_have_no_mail(
    ladder: RegisterFile, site: Site, folder: RegionFolder, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://impact.example"
    Person.objects.filter(email__startswith="bram").update(language="en")
    carla, _ = add_person(email="carla@voorbeeld.example", role=Role.EDITOR, actor="test")
    choose(person=carla, deliveries={REGISTERS.id: Delivery.SITE})
    site.pages["/lijst"] = table()
    run = read(ladder, folder)
    anna, bram = Notice.objects.order_by("address")
    assert (anna.language, bram.language) == ("nl", "en")
    assert f"https://impact.example/beheer/lezingen/{run.pk}\n" in anna.text
    assert f"https://impact.example/en/beheer/lezingen/{run.pk}\n" in bram.text
    assert (anna.topic, carla.messages.get().subject) == ("registers", anna.subject)


def test_an_overdue_register_is_told_once_until_it_is_published_again(
    ladder: RegisterFile, site: Site, folder: RegionFolder
) -> None:
    region = folder.region()

    def later(days: float) -> int:
        late = overdue_registers([ladder], now() + timedelta(days=days))
        return sum(tell_of_overdue(found, region) for found in late)

    good = site.pages["/lijst"]
    read(ladder, folder)
    assert [later(2.9), later(3.1), later(4)] == [0, 2, 0]
    notice = Notice.objects.first()
    assert notice is not None
    assert notice.subject == "Kapstok Oost-Nederland: De Ladder is al lang niet gepubliceerd"
    assert "Het hoort elke dag gelezen te worden" in notice.text
    assert "Draait de worker nog?" in notice.text
    site.pages["/lijst"] = table()
    read(ladder, folder)
    assert later(5) == 0
    site.pages["/lijst"] = good
    read(ladder, folder)
    assert [later(0.1), later(3.1)] == [0, 2]


def test_a_register_that_was_never_published_is_overdue_with_the_reason(
    ladder: RegisterFile, site: Site, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = table()
    read(ladder, folder)
    [late] = overdue_registers(
        [ladder.model_copy(update={"every": timedelta(hours=12)})], now() + timedelta(2)
    )
    assert tell_of_overdue(late, folder.region()) == 2
    text = Notice.objects.order_by("-queued_at").values_list("text", flat=True)[0]
    assert "is nog nooit gepubliceerd. Het hoort elke 12 uur gelezen te worden" in text
    assert "wacht op uw oordeel. De reden: Het register toont geen enkele vermelding." in text


def test_where_nobody_has_a_role_nobody_is_told_and_the_run_waits_all_the_same(
    ladder: RegisterFile, site: Site, folder: RegionFolder
) -> None:
    Person.objects.update(is_active=False)
    site.pages["/lijst"] = table()
    assert read(ladder, folder).status == "quarantined"
    assert told() == []
