# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What a label is worth on a day; `label_state.md` says when it is which."""

    HOLDS = "holds"
    PENDING = "pending"
    EXCLUDED = "excluded"
    LAPSED = "lapsed"


class Basis(StrEnum):
    """How strong the proof of a label on a past day is."""

    OBSERVED = "observed"  # the register was read at or before that day
    STATED = "stated"  # the day lies before our first run; the register says so afterwards


class EventKind(StrEnum):
    """What became of a label; `label_events.md` says when it is which."""

    GAINED = "gained"
    REGAINED = "regained"
    RENEWED = "renewed"
    UPGRADED = "upgraded"
    DOWNGRADED = "downgraded"
    CHANGED = "changed"
    PENDING = "pending"
    EXCLUDED = "excluded"
    LAPSED = "lapsed"


class Topic(StrEnum):
    """What a reader says is wrong with a page."""

    PLACE = "place"
    CONTACT = "contact"
    DESCRIPTION = "description"
    LABEL = "label"
    NOT_THIS = "not-this"  # the facts are of another company
    OWN_WORDS = "own-words"  # what the enterprise says of itself
    OTHER = "other"
    OBJECTION = "objection"  # a sole trader who does not want to be shown (AVG, art. 21)


class Outcome(StrEnum):
    """How a report was handled."""

    CHANGED = "changed"
    PASSED_ON = "passed-on"  # the register itself has to change it
    RIGHT_AS_IT_IS = "right"
    NOT_SERIOUS = "not-serious"
    GRANTED = "granted"  # of an objection
    REFUSED = "refused"  # of an objection


class ProofKind(StrEnum):
    """How somebody proves that an enterprise is theirs (claiming.md)."""

    MAIL = "mail"  # a code to the address that a register shows, or to one on the enterprise's own domain
    DNS = "dns"  # a record in the name system of its own domain
    PAGE = "page"  # a meta tag on its own home page
    LETTER = "letter"  # a code on paper, to the address that a register shows
    EDITOR = "editor"  # an editor knows, or finds out


class ClaimState(StrEnum):
    """What became of a claim."""

    OPEN = "open"  # the proof is not there yet
    CONTESTED = "contested"  # an editor decides
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class VersionKind(StrEnum):
    """Why there is a new version of what an enterprise says of itself."""

    EDIT = "edit"
    UNDO = "undo"
    REGISTER = "register"  # the register's newer value was taken over
    ERASURE = "erasure"  # a person was erased from it


class FollowingStep(StrEnum):
    """What is done for all registers together once they are read, in this order (`registers.enums.ReadingStep`)."""

    RESOLVE = "resolve"
    ASSEMBLE = "assemble"
    INDEX = "index"
