# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kapstok.regions.folder import RegionFolder
from kapstok.web.answers import remembered
from kapstok.web.home import home_page
from kapstok.web.house import page
from kapstok.web.methods import only_read


@only_read
@remembered
def home(request: HttpRequest) -> HttpResponse:
    """The search box first; then what there is."""
    folder = RegionFolder.current()
    shown = home_page(folder, get_language() or "nl", folder.region().today())
    return page(request, "web/home.html", {"home": shown})
