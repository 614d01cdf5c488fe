# SPDX-License-Identifier: EUPL-1.2
"""The way of a creditor list through the pages: sent, looked at, waited for, answered, removed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from kapstok.accounts.actions import add_person
from kapstok.accounts.enums import Function, OrganisationKind, Role
from kapstok.procurement.enums import ScanState
from kapstok.procurement.models import Scan
from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan import jobs as scan_jobs
from kapstok.procurement.scan.files import ScanFiles, all_files
from kapstok.procurement.scan.jobs import Allowance
from kapstok.regions.folder import RegionFolder, make
from kapstok.web.views import scan as views
from tests.accounts.people import organisation, somebody
from tests.procurement.scan.scan_processes import end, waiting_processes
from tests.web.reading import Page, faults, taken
from tests.web.scan_reports import HOSTILE, REPORT, tally

pytestmark = pytest.mark.django_db
LIST = "Naam;Contact;Plaats;Bedrag\nDe Gouden Bezem;Anna;Zwolle;1.240,50\n<b>Bakker</b>;Bo;Deventer;12,00\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> RegionFolder:
    """A region of this test's own: what is sent lies in it."""
    made = make(tmp_path / "region")
    settings.KAPSTOK_HOME = made.path
    return made


@pytest.fixture
def working(monkeypatch: pytest.MonkeyPatch, folder: RegionFolder) -> Iterator[None]:
    """Scans are done by a process that waits until a test ends it."""
    with waiting_processes(monkeypatch, folder):
        yield


def send(client: Client, content: bytes | str = LIST, path: str = "/scan", **more: Any) -> HttpResponse:
    text = content.encode() if isinstance(content, str) else content
    return client.post(path, {"bestand": SimpleUploadedFile("lijst.csv", text)}, **more)


def address(client: Client, path: str = "/scan") -> str:
    """Where the scan of a list is that was sent."""
    answer = send(client, path=path)
    assert answer.status_code == 302, Page(answer).text
    return str(answer["Location"])


def files(folder: RegionFolder) -> ScanFiles:
    (found,) = all_files(folder.var)
    return found


def nothing_stays(folder: RegionFolder) -> bool:
    return not list(all_files(folder.var)) and not Scan.objects.exclude(state=ScanState.REMOVED).exists()


def test_the_page_says_what_may_be_sent_and_what_becomes_of_it(client: Client) -> None:
    answer = client.get("/scan")
    page = Page(answer)
    assert faults(answer) == []
    assert "Hoogstens 20.000 rijen en 20 MB." in page.text
    assert "Wij verwijderen uw bestand zodra de uitkomst er is." in page.text
    assert "noindex" not in page.source
    assert "no-store" in answer["Cache-Control"]
    assert "sessionid" not in answer.cookies


def test_a_list_that_is_sent_is_shown_column_by_column(client: Client, folder: RegionFolder) -> None:
    answer = client.get(address(client))
    page = Page(answer)
    assert faults(answer) == []
    assert "Uw lijst heeft 2 rijen." in page.text
    chosen = {
        field: page.attributes(f"#{field} option[selected]", "value") for field in ("kolom-0", "kolom-1")
    }
    assert chosen == {"kolom-0": ["name"], "kolom-1": [""]}
    assert "<b>Bakker" not in page.source
    assert "De Gouden Bezem" in page.all(".kapstok-roles__samples li")
    assert files(folder).upload.read_text() == LIST


def test_what_a_scan_answers_is_for_who_asked_only(client: Client) -> None:
    answer = client.get(address(client))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/scan/niets", f"/scan/{'a' * 43}", "/en/scan/niets"])
def test_of_an_address_that_leads_nowhere_nothing_is_told(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert faults(answer) == []


def test_a_form_of_another_site_is_refused_and_nothing_stays(folder: RegionFolder) -> None:
    answer = send(Client(enforce_csrf_checks=True))
    assert answer.status_code == 403
    assert nothing_stays(folder)


def test_a_form_of_ours_is_accepted() -> None:
    browser = Client(enforce_csrf_checks=True)
    token = Page(browser.get("/scan")).attributes("[name=csrfmiddlewaretoken]", "value")[0]
    sent = {"csrfmiddlewaretoken": token, "bestand": SimpleUploadedFile("lijst.csv", LIST.encode())}
    assert browser.post("/scan", sent).status_code == 302


def test_a_list_that_says_to_be_too_large_is_not_read(client: Client) -> None:
    answer = send(client, CONTENT_LENGTH=str(5 * 10**9))
    assert answer.status_code == 413
    assert "Dit bestand is te groot." in Page(answer).text
    assert not Scan.objects.exists()


def test_a_list_that_is_a_little_too_large_is_thrown_away(client: Client, folder: RegionFolder) -> None:
    answer = send(client, b"x" * 20_200_000)
    assert answer.status_code == 413
    assert not Scan.objects.exists()
    assert nothing_stays(folder)


def test_what_is_longer_than_it_said_is_counted_as_it_comes(
    client: Client, folder: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "VISITOR", Allowance(20_000, 10_000))
    answer = send(client, b"x" * 90_000)
    assert answer.status_code == 413
    assert nothing_stays(folder)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "U heeft nog geen bestand gekozen."),
        ("\n\n", "Er staat niets in dit bestand."),
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
            "In dit bestand vinden wij geen lijst.",
        ),
        ("Naam\n" + "Bakker\n" * 20_001, "Zij mag hoogstens 20.000 rijen hebben."),
    ],
    ids=["no file", "empty", "a PDF", "too long"],
)
def test_a_list_that_cannot_be_read_says_why_what_is_safe_and_what_now(
    client: Client, folder: RegionFolder, content: str | bytes, told: str
) -> None:
    answer = send(client, content) if content else client.post("/scan", {})
    assert answer.status_code == 422
    text = Page(answer).text
    assert told in text
    assert "Van uw bestand hebben wij niets bewaard." in text
    assert faults(answer) == []
    assert nothing_stays(folder)


@pytest.mark.parametrize("name", ["bestand", "anders"])
def test_more_than_the_one_file_is_not_taken(client: Client, folder: RegionFolder, name: str) -> None:
    both = [SimpleUploadedFile("a.csv", LIST.encode()), SimpleUploadedFile("b.csv", LIST.encode())]
    answer = client.post(
        "/scan", {"bestand": both} if name == "bestand" else {"bestand": both[0], name: both[1]}
    )
    assert answer.status_code in (302, 422)
    assert [one.upload.read_text() for one in all_files(folder.var)] in ([], [LIST])


def test_who_sends_too_many_is_asked_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_jobs, "OPEN_AT_ONCE", 1)
    address(client)
    answer = send(client)
    assert answer.status_code == 429
    assert "Het is nu te druk" in Page(answer).text
    assert faults(answer) == []


def test_a_list_for_which_there_is_no_room_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_jobs, "_SPARE", 2**60)
    assert send(client).status_code == 503


@pytest.mark.parametrize(
    ("second_factor", "told"), [(True, "1.000.000 rijen en 500 MB"), (False, "20.000 rijen en 20 MB")]
)
def test_editors_at_their_door_may_send_more(client: Client, second_factor: bool, told: str) -> None:
    person, _ = add_person(email="eddy@voorbeeld.example", role=Role.EDITOR, actor="test")
    if second_factor:
        Authenticator.objects.create(user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    client.force_login(person)
    assert told in Page(client.get("/scan")).text
    address(client)
    assert Scan.objects.get().most_rows == (1_000_000 if second_factor else 20_000)


@pytest.mark.parametrize(
    ("function", "most"),
    [(Function.BUYER, 1_000_000), (Function.COORDINATOR, 1_000_000), (Function.FACILITATOR, 20_000)],
)
def test_who_buys_for_an_organisation_may_send_more(client: Client, function: Function, most: int) -> None:
    client.force_login(somebody("bo", function, of=organisation(OrganisationKind.MUNICIPALITY, "Zwolle")))
    address(client)
    assert Scan.objects.get().most_rows == most


def test_an_editor_without_second_factor_may_not_send_more_as_a_buyer(client: Client) -> None:
    """Whoever has a role shows it with two steps, whatever else they are."""
    client.force_login(somebody("eddy", Function.BUYER, of=organisation(), role=Role.EDITOR))
    address(client)
    assert Scan.objects.get().most_rows == 20_000


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kolom-2": "city"}, "Wijs aan in welke kolom de naam staat, of het KvK-nummer."),
        ({"kolom-0": "name", "kolom-1": "name"}, "Dit is bij meer dan één kolom gekozen."),
        ({"kolom-0": "meester"}, "Wijs aan in welke kolom de naam staat"),
    ],
    ids=["no name", "twice", "no role"],
)
def test_columns_that_cannot_be_meant_so_are_asked_again(
    client: Client, given: dict[str, str], told: str
) -> None:
    answer = client.post(f"{address(client)}/begin", given)
    assert answer.status_code == 422
    assert told in Page(answer).text
    assert faults(answer) == []
    assert Scan.objects.get().state == ScanState.CHOOSING


@pytest.mark.usefixtures("working")
def test_the_scan_begins_with_the_columns_as_they_were_corrected(
    client: Client, folder: RegionFolder
) -> None:
    here = address(client)
    answer = client.post(f"{here}/begin", {"kolom-0": "", "kolom-1": "name", "kolom-3": "amount"})
    assert answer["Location"] == here
    asked = scan_files.read(files(folder).asked)
    assert asked["chosen"] == {"name": 1, "amount": 3}
    assert (asked["language"], asked["name"], asked["site"]) == ("nl", "lijst.csv", "http://testserver")


@pytest.mark.usefixtures("working")
def test_how_far_it_is_can_be_seen_without_a_script(client: Client, folder: RegionFolder) -> None:
    here = begun(client)
    scan_files.write(files(folder).progress, {"step": "link", "done": 1, "total": None})
    answer = client.get(here)
    page = Page(answer)
    assert faults(answer) == []
    assert "Rijen vergeleken: 1 / 2" in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.source


@pytest.mark.usefixtures("working")
def test_who_waits_in_line_sees_how_many_go_first(client: Client) -> None:
    ways = [begun(client) for _ in range(3)]
    told = [Page(client.get(way)).text for way in ways]
    assert "Rijen gelezen" in told[0]
    assert "U bent de volgende." in told[1]
    assert "Er is nog 1 lijst voor u." in told[2]


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_answer_is_said_in_figures_words_and_a_picture(
    client: Client, folder: RegionFolder, language: str
) -> None:
    here = done(client, folder)
    answer = client.get(f"{language}{here}")
    page = Page(answer)
    assert faults(answer) == []
    assert "<script>alert" not in page.source
    if language:
        assert "€\u00a01,334,567" in page.source
        assert "7.3%" in page.text
        return
    assert (
        "Van de 1.149 rijen op uw lijst horen er 62 bij een onderneming die nu een erkend label heeft."
        in page.text
    )
    assert "7,3% van uw uitgaven" in page.text
    assert len(page.all(".kapstok-bars text")) == 6
    assert page.one(".kapstok-bars title") == "Uitgaven per label"
    assert page.one(".kapstok-bars desc")
    assert page.links(".kapstok-chances a") == {"De Gouden Bezem": "/onderneming/de-gouden-bezem"}
    assert HOSTILE in page.all("tbody th")
    assert "klopt naar verwachting 99,3%" in page.text


@pytest.mark.usefixtures("working")
def test_an_answer_without_amounts_labels_or_chances_counts_rows(
    client: Client, folder: RegionFolder
) -> None:
    report = REPORT | {"expected_right": None}
    nothing = tally(0, 0, None, None)
    summary = report["summary"] | {
        "has_amounts": False,
        "total": tally(2, 0, None, None, without_amount=2),
        "outcomes": {"now": nothing, "before": nothing, "check": nothing, "none": tally(2, 0, None, None)},
        "labels": [],
        "categories": [],
        "chances": [],
    }
    answer = client.get(done(client, folder, report | {"summary": summary}))
    text = Page(answer).text
    assert faults(answer) == []
    assert "Uw lijst heeft geen bedragen. Daarom tellen wij rijen." in text
    assert "€" not in text
    assert "Wij vonden niets dat zeker is." in text


@pytest.mark.usefixtures("working")
def test_the_answer_is_a_file_too(client: Client, folder: RegionFolder) -> None:
    here = begun(client)
    assert client.get(f"{here}/bestand")["Location"] == here
    finish(folder)
    answer = client.get(f"{here}/bestand")
    assert taken(answer) == b"PK of a workbook"
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer["Content-Disposition"].startswith('attachment; filename="leveranciersscan-')
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.usefixtures("working")
def test_the_list_is_gone_when_the_answer_stands(client: Client, folder: RegionFolder) -> None:
    client.get(done(client, folder))
    assert not files(folder).upload.exists()


@pytest.mark.usefixtures("working")
def test_a_scan_that_failed_says_so_and_what_now(client: Client, folder: RegionFolder) -> None:
    here = begun(client)
    scan_files.write(files(folder).fault, {"kind": "damaged"})
    end(files(folder), well=False)
    answer = client.get(here)
    assert faults(answer) == []
    assert "Dit bestand is beschadigd, of niet af." in Page(answer).text
    assert "Uw bestand is verwijderd." in Page(answer).text


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("when", ["before", "meanwhile", "after"])
def test_its_owner_removes_it_at_once(client: Client, folder: RegionFolder, when: str) -> None:
    here = {"before": address, "meanwhile": begun, "after": lambda one: done(one, folder)}[when](client)
    answer = client.post(f"{here}/verwijder", follow=True)
    assert "Uw lijst en de uitkomst zijn verwijderd." in Page(answer).text
    assert client.get(here).status_code == 404
    assert client.post(f"{here}/verwijder").status_code == 404
    assert nothing_stays(folder)


@pytest.mark.parametrize("act", ["begin", "verwijder"])
def test_only_a_form_of_ours_changes_something(client: Client, act: str) -> None:
    here = address(client)
    assert client.get(f"{here}/{act}").status_code == 405
    assert Client(enforce_csrf_checks=True).post(f"{here}/{act}").status_code == 403


@pytest.mark.parametrize("where", ["/", "/aanbod/voorbehouden", "/privacy"])
def test_buyers_find_their_way_to_it(client: Client, where: str) -> None:
    assert "/scan" in Page(client.get(where)).links().values()


def begun(client: Client) -> str:
    """The address of a scan that was asked for."""
    here = address(client)
    assert client.post(f"{here}/begin", {"kolom-0": "name"}).status_code == 302
    return here


def done(client: Client, folder: RegionFolder, report: dict[str, Any] | None = None) -> str:
    """The address of a scan that has an answer."""
    here = begun(client)
    finish(folder, report)
    return here


def finish(folder: RegionFolder, report: dict[str, Any] | None = None) -> None:
    made = files(folder)
    made.workbook.write_bytes(b"PK of a workbook")
    made.report.write_text(json.dumps(report or REPORT))
    end(made)
