# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site, knocked at by everybody, in both ways: a table written by hand says who gets in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern

from kapstok.search.asked import TALLY
from tests.access import World, patterns, world
from tests.web.conftest import region
from tests.web.reading import taken
from tests.web.region import RegionOnLoopback

__all__ = ["region"]
pytestmark = pytest.mark.django_db

# Who knocks. "one-step" has a role and no second factor, "nothing" acts for nobody, "elsewhere" has every function, but
# of another enterprise and another municipality. The things behind the addresses are De Gouden Bezem's (bezem), of
# the municipality of Zwolle, or of a network.
NOBODY, ONE_STEP = "nobody", "one-step"
BEZEM = {"bezem:manager", "bezem:entrepreneur"}
ZWOLLE = {"zwolle:manager", "zwolle:buyer", "zwolle:coordinator", "zwolle:facilitator"}
NETWERK = {"netwerk:manager", "netwerk:networker"}
EDITORS = {"editor", "administrator"}
SIGNED_IN = {*BEZEM, *ZWOLLE, *NETWERK, *EDITORS, "elsewhere", "nothing"}
EVERYBODY = {*SIGNED_IN, NOBODY, ONE_STEP}
# Where everybody gets the same, these few knock for all.
SOME = {NOBODY, ONE_STEP, "nothing", "bezem:manager", "administrator"}
GROUPS: Final = {
    "everybody": EVERYBODY,
    "signed-in": SIGNED_IN,
    "bezem": BEZEM,
    "zwolle": ZWOLLE,
    "netwerk": NETWERK,
    # Of any organisation: what they ask is asked for the one that they act for.
    "buyers": {"zwolle:buyer", "zwolle:coordinator", "elsewhere"},
    "editors": EDITORS,
    "administrators": {"administrator"},
}

# How an address answers a GET and an empty POST of those to whom it opens (-: it does not take that, 405 to everybody),
# and who they are. Of the others nobody is sent to sign in, one-step to set up the second step, and all the rest get
# 403, or what stands behind "else". 422 is a form that asks again; 302 is done, and leads on.
TABLE: Final = """
health                                 200  -    everybody
metrics                                200  -    everybody
security                               200  -    everybody
robots                                 200  -    everybody
theme                                  200  -    everybody
home                                   200  -    everybody
directory                              200  -    everybody
browse                                 200  -    everybody
suggestions                            200  -    everybody
map-points                             200  -    everybody
reserved                               200  -    everybody
compare                                200  -    everybody
enterprise                             200  -    everybody
proof                                  200  -    everybody
report                                 200  422  everybody
found-file                             200  -    everybody
my-list                                200  -    everybody
save-to-list                           -    404  everybody
surely-save-to-list                    -    404  everybody
change-list                            -    302  everybody
share-list                             -    302  everybody
withdraw-list                          -    302  everybody
my-list-file                           302  -    everybody
shared-list                            200  -    everybody
shared-list-file                       302  -    everybody
copy-list                              200  302  everybody
scan                                   200  422  everybody
scanned                                404  -    everybody
begin-scan                             -    404  everybody
scan-file                              404  -    everybody
remove-scan                            -    404  everybody
unsubscribe                            200  200  everybody
accessibility                          200  -    everybody
privacy                                200  -    everybody
media                                  200  -    everybody
account_mail_link                      -    422  everybody
account_link                           410  410  everybody
account_link_sent                      200  -    everybody
account_provider                       404  -    everybody
account_provider_back                  404  -    everybody
account_reset_password                 200  200  everybody
account_reset_password_done            200  -    everybody
account_reset_password_from_key        200  200  everybody
account_reset_password_from_key_done   200  -    everybody
mfa_authenticate                       302  302  everybody
mine_account                           200  -    signed-in
mine_account_language                  -    302  signed-in
mine_account_sessions                  200  -    signed-in
mine_account_end_others                -    302  signed-in
mine_account_end_session               -    302  bezem:manager else 404
mine_account_data                      200  -    signed-in
mine_account_data_file                 200  -    signed-in
mine_account_data_erase                -    422  signed-in
mine                                   200  -    signed-in
mine_invitation_take                   -    302  nothing else 404
mine_invitation_refuse                 -    302  nothing else 404
mine_claims                            200  -    signed-in
mine_claim                             200  -    nothing else 404
mine_claim_code                        -    302  nothing else 404
mine_claim_check                       -    302  nothing else 404
mine_claim_withdraw                    -    302  nothing else 404
mine_organisation bezem                200  -    bezem editors
mine_organisation zwolle               200  -    zwolle editors
mine_organisation netwerk              200  -    netwerk editors
mine_organisation_invite bezem         -    422  bezem:manager editors
mine_organisation_invite zwolle        -    422  zwolle:manager editors
mine_organisation_invite netwerk       -    422  netwerk:manager editors
mine_organisation_withdraw bezem       -    302  bezem:manager editors
mine_organisation_withdraw zwolle      -    302  zwolle:manager editors
mine_organisation_withdraw netwerk     -    302  netwerk:manager editors
mine_organisation_leave bezem          -    422  bezem
mine_organisation_leave zwolle         -    422  zwolle
mine_organisation_leave netwerk        -    422  netwerk
mine_organisation_member bezem         200  -    bezem:manager editors
mine_organisation_member zwolle        200  -    zwolle:manager editors
mine_organisation_member netwerk       200  -    netwerk:manager editors
mine_organisation_functions bezem      -    422  bezem:manager editors
mine_organisation_functions zwolle     -    422  zwolle:manager editors
mine_organisation_functions netwerk    -    422  netwerk:manager editors
mine_organisation_hand_over bezem      -    422  bezem:manager
mine_organisation_hand_over zwolle     -    422  zwolle:manager
mine_organisation_hand_over netwerk    -    422  netwerk:manager
mine_organisation_end bezem            -    422  bezem:manager editors
mine_organisation_end zwolle           -    422  zwolle:manager editors
mine_organisation_end netwerk          -    422  netwerk:manager editors
mine_organisation_withdraw mixed       -    404  bezem:manager editors
mine_organisation_member mixed         404  -    bezem:manager editors
mine_organisation_functions mixed      -    404  bezem:manager editors
mine_organisation_hand_over mixed      -    404  bezem:manager
mine_organisation_end mixed            -    404  bezem:manager editors
mine_notices                           200  -    signed-in
mine_notices_read                      -    302  signed-in
mine_notices_choices                   200  422  signed-in
mine_notices_one                       200  -    bezem:manager else 404
mine_profile                           200  -    bezem
mine_profile_preview                   200  404  bezem
mine_profile_history                   200  -    bezem
mine_profile_undo                      -    302  bezem
mine_profile_offer                     -    302  bezem
mine_profile_section                   200  200  bezem
mine_profile_undo mixed                -    404  bezem
mine_photos                            200  422  bezem
mine_photos_one                        -    404  bezem
mine_photos_file                       200  -    bezem
mine_photos_one mixed                  -    404  bezem
mine_photos_file mixed                 404  -    bezem
mine_enterprise                        200  -    bezem editors
mine_enterprise_renewal                -    404  bezem
mine_enterprise_needs                  200  -    bezem
mine_enterprise_need_read              -    302  bezem
mine_enterprise_need_read mixed        -    404  bezem
mine_needs                             200  -    buyers
mine_need_new                          200  422  buyers
beheer                                 200  -    editors
beheer_organisations                   200  -    editors
beheer_organisations_add               -    422  editors
beheer_organisation                    200  -    editors
beheer_organisation_rename             -    422  editors
beheer_organisation_close              -    422  editors
beheer_people                          200  -    administrators
beheer_people_add                      -    422  administrators
beheer_person                          200  -    administrators
beheer_person_role                     -    422  administrators
beheer_person_link                     -    200  administrators
beheer_person_second_factor            -    302  administrators
beheer_person_close                    -    302  administrators
beheer_person_address                  -    302  administrators
beheer_registers                       200  -    editors
beheer_register                        200  -    editors
beheer_register_trial                  200  -    editors
beheer_register_begin                  -    404  editors
beheer_register_run                    200  -    editors
beheer_register_decide                 -    422  editors
beheer_register_entry                  200  -    editors
beheer_register_bytes                  200  -    editors
beheer_events                          200  -    editors
beheer_events_feed                     404  -    everybody
beheer_pairs                           200  -    editors
beheer_pairs_log                       200  -    editors
beheer_pairs_certainty                 200  -    editors
beheer_pair                            200  -    editors
beheer_pair_decide                     -    422  editors
beheer_pair_undo                       -    422  editors
beheer_places                          200  -    editors
beheer_place                           200  -    editors
beheer_place_correct                   -    422  editors
beheer_place_withdraw                  -    422  editors
beheer_reports                         200  -    editors
beheer_report                          200  -    editors
beheer_report_handle                   -    422  editors
beheer_report_withheld                 200  -    editors
beheer_report_lift                     -    422  editors
beheer_words                           200  -    editors
beheer_words_log                       200  -    editors
beheer_word_new                        200  -    editors
beheer_word_add                        -    404  editors
beheer_word_remove                     -    302  editors
beheer_profiles                        200  -    editors
beheer_profiles_log                    200  -    editors
beheer_profiles_one                    200  -    editors
beheer_profiles_moderate               -    404  editors
beheer_claims                          200  -    editors
beheer_claims_hand                     -    422  editors
beheer_claim                           200  -    editors
beheer_claim_decide                    -    422  editors
beheer_claim_letter                    -    302  editors
beheer_claim_posted                    -    302  editors
beheer_trail                           200  -    administrators
beheer_processing                      200  -    editors
beheer_parts                           200  -    editors
"""
# What everybody may look at, and only who has signed in may send.
ASKS_TO_SIGN_IN: Final = """
claim                                  200  422
"""
# The way in, and what one needs to set up a second step: for whoever has a role and none yet, too. What is answered to
# nobody, and to whoever has signed in; "in" sends to sign in. Each asks for more than a session itself, where it must.
WAY_IN: Final = """
account_login                 200 200   302 302
account_logout                302 302   200 302
account_reauthenticate        in  in    200 200
account_change_password       in  in    302 302
account_set_password          in  in    302 302
mfa_activate_totp             in  in    302 302
mfa_deactivate_totp           in  in    302 302
mfa_view_recovery_codes       in  in    302 302
mfa_generate_recovery_codes   in  in    302 302
mfa_download_recovery_codes   in  in    302 405
"""
# A page without a cookie has no token: what they ask for instead stands in each.
WITHOUT_TOKEN: Final = {"save-to-list", "unsubscribe"}
# What a look at a page may write: that the session is in use, and what throttling counts.
BOOKKEEPING: Final = {"django_session", "usersessions_usersession", "accounts_shared_value"}

# Opening a message marks it as read, for whoever it is to; that is all that a look may do.
MARKS: Final = {"mine_notices_one"}

Answers = dict[str, tuple[str, str]]


def _of_table(line: str) -> tuple[str, Answers]:
    row, get, post, *who = _parts(line)
    others = who.pop() if "else" in who else "403"
    let_in = set().union(*(GROUPS.get(one, {one}) for one in who if one != "else"))
    assert let_in <= EVERYBODY, line
    knocking = SOME if let_in == EVERYBODY else EVERYBODY
    refused = {NOBODY: "in", ONE_STEP: "set-up"}
    return row, {
        who: tuple(
            "405" if answer == "-" else answer if who in let_in else refused.get(who, others)
            for answer in (get, post)
        )
        for who in knocking
    }


def _parts(line: str) -> list[str]:
    """The parts of a line; which of the organisations an address is of belongs to its name."""
    name, *rest = line.split()
    return [f"{name} {rest[0]}", *rest[1:]] if rest[0].isalpha() else [name, *rest]


def _of_asking(line: str) -> tuple[str, Answers]:
    name, get, post = line.split()
    asked = {NOBODY: "in", ONE_STEP: "set-up"}
    return name, {who: (get, asked.get(who, post)) for who in EVERYBODY}


def _of_way_in(line: str) -> tuple[str, Answers]:
    name, get, post, signed_get, signed_post = line.split()
    return name, {who: (get, post) if who == NOBODY else (signed_get, signed_post) for who in SOME}


EXPECTED: Final[dict[str, Answers]] = dict(
    read(line)
    for read, table in ((_of_table, TABLE), (_of_asking, ASKS_TO_SIGN_IN), (_of_way_in, WAY_IN))
    for line in table.strip().splitlines()
)


@pytest.fixture
def built(region: RegionOnLoopback) -> World:
    return world(region)


def told(answer: HttpResponse) -> str:
    """The answer in one word; what was sent as a file is read to its end."""
    if answer.streaming:
        taken(answer)
    if answer.status_code != 302:
        return str(answer.status_code)
    where = answer["Location"].partition("=")[0]
    return {"/aanmelden?next": "in", "/mijn/account/tweede-stap": "set-up"}.get(where, "302")


def test_every_address_stands_in_the_table_and_the_table_has_no_other() -> None:
    assert {row.split()[0] for row in EXPECTED} == set(patterns())


def test_every_door_that_asks_for_a_function_is_knocked_at_by_who_has_it_elsewhere() -> None:
    bound = {name for name, pattern in patterns().items() if (asked := _asked_by(pattern)) and asked.bound}
    refused = {row.split()[0] for row, answers in EXPECTED.items() if "403" in answers.get("elsewhere", ())}
    # Asking for one's own organisation, whichever: to nobody's enterprise in particular.
    assert bound - refused == {"mine_needs", "mine_need_new"}


def _asked_by(pattern: URLPattern) -> Any:
    """The permission that a door asks for; it may stand within other decorators."""
    view: Callable[..., Any] | None = pattern.callback
    while view is not None:
        if asked := getattr(view, "permission", None):
            return asked
        view = getattr(view, "__wrapped__", None)
    return None


def test_whoever_knocks_gets_what_the_table_says_and_a_look_changes_nothing(built: World) -> None:
    assert set(built.knocking) == EVERYBODY
    # The page of search words writes down what was counted; what other tests asked for is none of this one's business.
    TALLY.take()
    wrong: list[str] = []
    before = rows()
    for row, answers in EXPECTED.items():
        address = built.address(row)
        for who, (get, _) in answers.items():
            with looking() as written:
                answer = told(built.knocking[who].asks("GET", address))
            if answer != get:
                wrong.append(f"{row} as {who}: {answer}, not {get}")
            wrong += [f"{row} as {who}: {one}" for one in written if row not in MARKS]
    assert wrong == [], "\n".join(wrong)
    assert rows() == before


def test_whoever_sends_something_gets_what_the_table_says(built: World) -> None:
    wrong: list[str] = []
    for row, answers in EXPECTED.items():
        address = built.address(row)
        for who, (_, post) in answers.items():
            with undone():
                answer = told(built.knocking[who].asks("POST", address))
            if answer != post:
                wrong.append(f"{row} as {who}: {answer}, not {post}")
    assert wrong == [], "\n".join(wrong)


def test_nothing_is_taken_without_the_token_of_a_form(built: World) -> None:
    """Of everything that somebody may send: whoever sends it from elsewhere in their name is refused."""
    tried, let_in = 0, set()
    for row, answers in EXPECTED.items():
        may = [
            who for who, (_, post) in sorted(answers.items()) if post not in {"403", "405", "in", "set-up"}
        ]
        if not may:
            continue
        knocking = built.knocking[may[0]]
        knocking.browser.handler.enforce_csrf_checks = True
        with undone():
            refused = told(knocking.asks("POST", built.address(row))) == "403"
        tried, let_in = tried + 1, let_in | (set() if refused else {row})
    assert tried > len(EXPECTED) / 3
    assert let_in == WITHOUT_TOKEN


def rows() -> dict[str, int]:
    """How many rows each of our tables has."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("kapstok.")]
    tables = {model._meta.db_table: model._base_manager.count() for model in ours}
    return {table: count for table, count in tables.items() if table not in BOOKKEEPING}


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back: each knock finds the same."""
    here = transaction.savepoint()
    yield
    transaction.savepoint_rollback(here)


@contextmanager
def looking() -> Iterator[list[str]]:
    """What is written inside, besides what keeps the books of sessions."""
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb, _, rest = sql.lstrip().partition(" ")
        is_write = verb.upper() in {"INSERT", "UPDATE", "DELETE"}
        if is_write and not any(f'"{table}"' in rest for table in BOOKKEEPING):
            written.append(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written
