# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from pytest_django import Settings

from kapstok.notices.actions import Round, UnusableNotice, forget, notify, send_due
from kapstok.notices.enums import NoticeState
from kapstok.notices.mail import Answer, MailServer, MailServerUnusable
from kapstok.notices.models import Message, Notice
from kapstok.notices.unsubscribing import token
from tests.notices.people import person, told
from tests.notices.post_office import OK, PostOffice

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
ANNA, BRAM = "anna@voorbeeld.example", "bram@voorbeeld.example"
NOBODY = partial(MailServer, host="127.0.0.1", port=1, use_tls=False, use_ssl=False)


def tell(*to: str, subject: str = "Er is iets", text: str = "Kijk even.", key: str = "iets:1") -> int:
    return notify(to=to, subject=subject, text=text, key=key)


def send(at: datetime | None = None, limit: int = 100, worker: str = "w1") -> Round:
    """One round at an instant, now when none is given."""
    moment = at or datetime.now(UTC) + timedelta(seconds=1)
    return send_due(
        limit, MailServer(), sender="Oost <oost@impact.example>", worker=worker, clock=lambda: moment
    )


def states() -> dict[str, str]:
    return dict(Notice.objects.order_by("address").values_list("address", "state"))


# queueing


def test_each_address_is_told_once_whatever_case_it_is_written_in() -> None:
    assert tell(ANNA, BRAM, ANNA, ANNA.upper()) == 2
    assert tell(ANNA.title(), BRAM, "cor@voorbeeld.example") == 1
    assert Notice.objects.count() == 3


def test_the_same_person_is_told_something_else() -> None:
    assert (tell(ANNA, key="iets:1"), tell(ANNA, key="iets:2")) == (1, 1)


def test_what_was_sent_is_not_queued_again(office: PostOffice) -> None:
    tell(ANNA)
    assert send().sent == 1
    assert tell(ANNA) == 0
    assert send() == Round()


def test_a_notice_is_kept_or_dropped_with_the_transaction_that_it_tells_of() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(ANNA)
        raise RuntimeError
    assert not Notice.objects.exists()
    with transaction.atomic():
        tell(ANNA)
        tell(ANNA)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "Hallo\r\nBcc: cor@voorbeeld.example"},
        {"subject": "Hallo\nBcc: cor@voorbeeld.example"},
        {"subject": "Hallo\u2028Bcc: cor@voorbeeld.example"},
        {"subject": "Hallo \u202eollaH"},
        {"subject": " "},
        {"subject": "x" * 301},
        {"key": "iets\n1"},
        {"key": ""},
    ],
)
def test_a_subject_or_key_that_could_become_a_header_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(UnusableNotice):
        tell(ANNA, **more)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "anna",
        "anna@",
        f"{ANNA}\nBcc: {BRAM}",
        f"{ANNA}\r\nRCPT TO:<{BRAM}>",
        f"{ANNA}, {BRAM}",
        f"Anna <{ANNA}>",
        "",
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(UnusableNotice) as caught:
        tell(BRAM, address)
    assert "voorbeeld" not in str(caught.value)
    assert not Notice.objects.exists()


# sending


def test_a_notice_arrives_in_plain_text_first_with_the_headers_of_a_machine_s_letter(
    office: PostOffice,
) -> None:
    tell(ANNA, subject="Lezing 12 wacht op u: «De Ladder»", text="Kijk even.\nDank u – het team.\n")
    assert send() == Round(sent=1)
    [message] = office.accepted
    notice = Notice.objects.get()
    assert message["Subject"] == "Lezing 12 wacht op u: «De Ladder»"
    assert message["From"] == "Oost <oost@impact.example>"
    assert (message["To"], message["Message-ID"]) == (ANNA, notice.message_id)
    assert notice.message_id == f"<{notice.pk}@impact.example>"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "nl")
    assert message.get_content_type() == "multipart/alternative"
    plain, page = message.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().replace("\r\n", "\n") == "Kijk even.\nDank u – het team.\n"
    assert "<p>Kijk even.<br>\nDank u – het team.</p>" in page.get_content().replace("\r\n", "\n")
    assert "List-Unsubscribe" not in message
    assert (notice.state, notice.attempts, notice.fault) == (NoticeState.SENT, 1, "")


@pytest.mark.parametrize(
    ("language", "page"), [("nl", "https://oost.example"), ("en", "https://oost.example/en")]
)
def test_mail_about_a_topic_says_in_its_headers_and_at_its_end_how_to_end_it(
    office: PostOffice, settings: Settings, language: str, page: str
) -> None:
    settings.SITE_ADDRESS = "https://oost.example"
    anna = person("anna", language=language)
    told(anna)
    assert send() == Round(sent=1)
    [message] = office.accepted
    way_out = f"{page}/berichten/afmelden/{token(anna.pk, 'claims')}"
    assert message["List-Unsubscribe"].strip() == f"<{way_out}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = message.iter_parts()
    assert plain.get_content().replace("\r\n", "\n").startswith(f"Het profiel is van u.\n\n{page}/mijn\n\n")
    for address in (way_out, f"{page}/mijn/berichten/instellingen"):
        assert f"\r\n{address}\r\n" in plain.get_content()
        assert f'<a href="{address}">' in html.get_content()


def test_the_oldest_go_first_and_no_more_than_asked_for(office: PostOffice) -> None:
    for number in range(5):
        tell(ANNA, subject=f"nr {number}", key=f"nr:{number}")
    assert send(limit=3).sent == 3
    assert [message["Subject"] for message in office.accepted] == ["nr 0", "nr 1", "nr 2"]
    assert send(limit=3).sent == 2


def test_a_sender_that_is_told_to_stop_stops_between_two_notices(office: PostOffice) -> None:
    tell(ANNA, BRAM)
    done = send_due(
        10,
        MailServer(),
        sender="oost@impact.example",
        worker="w1",
        stopping=lambda: len(office.accepted) == 1,
    )
    assert done.sent == 1
    assert sorted(states().values()) == ["queued", "sent"]


def test_a_server_that_is_away_costs_no_attempt(office: PostOffice) -> None:
    tell(ANNA)
    with pytest.raises(MailServerUnusable, match="the mail server cannot be used: ConnectionRefusedError"):
        send_due(10, NOBODY(), sender="oost@impact.example", worker="w1")
    notice = Notice.objects.get()
    assert (notice.state, notice.attempts) == (NoticeState.QUEUED, 0)
    assert send().sent == 1


def test_without_anything_due_the_server_is_left_alone() -> None:
    assert send_due(10, NOBODY(), sender="oost@impact.example", worker="w1") == Round()


def test_what_the_server_puts_off_is_tried_again_with_growing_pauses_and_one_message_id(
    office: PostOffice,
) -> None:
    office.recipient_answer = lambda address: "451 later please"
    tell(ANNA)
    at, waits, ids = datetime.now(UTC) + timedelta(seconds=1), [], set()
    while (notice := Notice.objects.get()).state == NoticeState.QUEUED:
        assert send(at - timedelta(seconds=2)) == Round()
        done = send(at)
        assert done.handled == 1
        notice.refresh_from_db()
        ids.add(notice.message_id)
        waits.append(notice.not_before - at)
        at = notice.not_before
    assert [wait.total_seconds() / 60 for wait in waits[:9]] == [1, 4, 16, 64, 256, 1024, 1440, 1440, 1440]
    assert (len(waits), len(ids), done) == (10, 1, Round(failed=1))
    assert (notice.state, notice.fault) == (NoticeState.FAILED, "451 later please")


def test_what_the_server_refuses_for_good_has_failed_and_stops_nobody(office: PostOffice) -> None:
    office.recipient_answer = lambda address: "550 no such person" if address == ANNA else OK
    tell(ANNA, BRAM)
    assert send() == Round(sent=1, failed=1)
    assert states() == {ANNA: "failed", BRAM: "sent"}


def test_a_text_that_the_server_refuses_has_failed(office: PostOffice) -> None:
    office.text_answer = lambda message: "554 looks like spam"
    tell(ANNA)
    assert send() == Round(failed=1)


def test_a_connection_lost_before_the_text_is_tried_again(office: PostOffice) -> None:
    office.hang_up_at = "recipient"
    tell(ANNA)
    assert send() == Round(later=1)
    office.hang_up_at = None
    assert send(datetime.now(UTC) + timedelta(minutes=2)) == Round(sent=1)
    assert len(office.accepted) == 1


def test_a_connection_lost_before_the_text_of_the_second_is_no_doubt_about_it(office: PostOffice) -> None:
    def hang_up_next(message: object) -> str:
        office.hang_up_at = "recipient"
        return OK

    office.text_answer = hang_up_next
    tell(ANNA, BRAM)
    assert send() == Round(sent=1, later=1)


def test_a_connection_lost_after_the_text_is_uncertain_and_not_sent_again(office: PostOffice) -> None:
    office.hang_up_at = "text"
    tell(ANNA, BRAM)
    assert send() == Round(uncertain=2)
    office.hang_up_at = None
    assert send(datetime.now(UTC) + timedelta(days=3)) == Round()
    assert set(states().values()) == {"uncertain"}


def test_a_worker_that_starts_again_finds_what_it_had_in_hand_and_leaves_that_of_others(
    office: PostOffice,
) -> None:
    tell(ANNA, BRAM)
    at = datetime.now(UTC)
    for address, worker in ((ANNA, "w1"), (BRAM, "w2")):
        Notice.objects.filter(address=address).update(state="sending", sender=worker, claimed_at=at)
    assert send(at + timedelta(minutes=1), worker="w1") == Round(uncertain=1)
    assert states() == {ANNA: "uncertain", BRAM: "sending"}
    assert send(at + timedelta(hours=2), worker="w1") == Round(uncertain=1)
    assert set(states().values()) == {"uncertain"}
    assert office.accepted == []


def test_who_handed_it_over_knows_better_than_who_gave_it_up(office: PostOffice) -> None:
    class Slow(MailServer):
        def hand_over(self, message: EmailMessage) -> Answer:
            answer = super().hand_over(message)
            Notice.objects.update(state=NoticeState.UNCERTAIN)
            return answer

    tell(ANNA)
    assert send_due(1, Slow(), sender="o@impact.example", worker="w1") == Round(sent=1)
    assert states() == {ANNA: "sent"}


def test_a_notice_put_off_by_a_clock_that_was_wrong_is_due() -> None:
    tell(ANNA)
    Notice.objects.update(not_before=NOON + timedelta(days=400))
    with pytest.raises(MailServerUnusable):
        send_due(1, NOBODY(), sender="o@impact.example", worker="w1", clock=lambda: NOON)


def test_what_django_sends_itself_is_queued() -> None:
    message = EmailMessage("Uw\n\u200b code", "123 456", "x@y.example", [f"Anna <{ANNA}>"])
    queue = get_connection("kapstok.notices.queue.Queue")
    assert queue.send_messages([message, EmailMessage("Uw code", "123 456", None, [ANNA])]) == 2
    assert list(Notice.objects.values_list("address", "subject", "text")) == [
        (ANNA, "Uw code", "123 456"),
        (ANNA, "Uw code", "123 456"),
    ]


# forgetting


def test_all_that_was_queued_for_an_address_can_be_forgotten() -> None:
    tell(ANNA, BRAM)
    assert (forget(ANNA.upper()), forget(ANNA)) == (1, 0)
    assert states() == {BRAM: "queued"}


def test_what_somebody_was_told_on_the_site_goes_when_they_are_forgotten() -> None:
    anna, bram = person("anna"), person("bram")
    told(anna, bram)
    assert forget(anna.email.upper()) == 2
    assert [message.person for message in Message.objects.all()] == [bram]
