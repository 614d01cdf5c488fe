# SPDX-License-Identifier: EUPL-1.2
"""The files of photos, for everybody, as long as they are shown."""

from __future__ import annotations

import re
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from kapstok.enterprises.own_words.photos import is_shown
from kapstok.enterprises.own_words.picture_words import SMALL
from kapstok.web.methods import only_read
from kapstok.web.photos import media as media_files

_NAME: Final = re.compile(rf"([0-9a-f]{{64}})(-{SMALL})?\.webp", re.ASCII)
# The bytes under a name never change; what is taken away has to be gone from caches some day too.
_KEPT: Final = "public, max-age=604800"


@only_read
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """One photo by the name of its file; 404 for one that is hidden, taken away, or never was there."""
    known = _NAME.fullmatch(name)
    if known is None or not is_shown(known[1]):
        raise Http404
    try:
        content = media_files().file(known[1], small=known[2] is not None).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    mark = f'"{name}"'
    answer = HttpResponse(content, content_type="image/webp", headers={"Cache-Control": _KEPT, "ETag": mark})
    return get_conditional_response(request, etag=mark, response=answer) or answer
