# SPDX-License-Identifier: EUPL-1.2
"""What people can be told of, over all rooms, in the order in which they choose how."""

from __future__ import annotations

from kapstok.accounts.models import Person
from kapstok.accounts.rules import ENTER
from kapstok.enterprises.own_words.topics import MODERATION
from kapstok.enterprises.topics import CLAIMS, CLAIMS_TO_DECIDE, RENEWALS, REPORTS
from kapstok.notices.topics import Topic
from kapstok.privacy.topics import TRAIL
from kapstok.procurement.topics import NEEDS
from kapstok.registers.topics import REGISTERS
from kapstok.web.topics import MEMBERS

# Each room states its topics in its `topics.py`; a test holds that all of them are here.
TOPICS: tuple[Topic, ...] = (
    CLAIMS,
    MEMBERS,
    RENEWALS,
    NEEDS,
    MODERATION,
    REGISTERS,
    REPORTS,
    CLAIMS_TO_DECIDE,
    TRAIL,
)
# Of work that only those with a role do.
FOR_EDITORS: frozenset[Topic] = frozenset({CLAIMS_TO_DECIDE, REGISTERS, REPORTS, TRAIL})


def topics_for(person: Person) -> tuple[Topic, ...]:
    """The topics that this person can be told of."""
    is_editor = ENTER.granted_to(person)
    return tuple(topic for topic in TOPICS if is_editor or topic not in FOR_EDITORS)


def title_of(topic: str) -> str | None:
    """The title of a topic by its id, as a message id; None for a topic that is no more."""
    return next((one.title for one in TOPICS if one.id == topic), None)
