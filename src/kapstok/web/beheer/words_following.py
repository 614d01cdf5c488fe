# SPDX-License-Identifier: EUPL-1.2
"""What happens once the words of editors changed: questions follow at once, the index when it has been built anew."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext

from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.search.enums import EntryKind
from kapstok.search.queries import known_count

# So many documents are read anew while the editor waits: some seconds.
_AT_ONCE: Final = 5_000


def follow(folder: RegionFolder, kind: EntryKind) -> str:
    """Lets the index follow where that is soon done; says when the change counts everywhere."""
    if kind is EntryKind.ASKS:
        return gettext("Dat geldt vanaf de volgende vraag.")
    if known_count() > _AT_ONCE:
        return gettext(
            "In vragen geldt dat meteen. In teksten van ondernemingen binnen een paar minuten: de index wordt"
            " opnieuw gemaakt."
        )
    catch_up(folder, folder.region().today())
    return gettext("Dat geldt meteen, in vragen en in teksten van ondernemingen.")
