# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kapstok.regions.folder import RegionFolder
from kapstok.web.answers import remembered
from kapstok.web.home import home_page
from kapstok.web.house import page


@require_safe
@remembered
def home(request: HttpRequest) -> HttpResponse:
    """The search box first; then what there is."""
    region = RegionFolder.current().region()
    return page(request, "web/home.html", {"home": home_page(region, get_language() or "nl", region.today())})
