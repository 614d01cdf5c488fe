# SPDX-License-Identifier: EUPL-1.2
"""Where the link at the end of a mail leads: no more mail about that, without signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kapstok.notices import choosing
from kapstok.notices.topics import DIGEST_ID
from kapstok.web.house import page
from kapstok.web.mine.notice_topics import TOPICS, title_of


# A mail program posts here by itself (RFC 8058): it has no cookie and no token, and follows no redirect. What the link
# says is signed, and worth no more than the mail that it came in.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Asks whether mail about a topic may end; POST: ends it, however often."""
    asked = choosing.asked_by(token)
    if asked is None:
        raise Http404
    person, topic = asked
    if request.method == "POST":
        choosing.unsubscribe(person=person, topic=topic, topics=TOPICS)
    title = title_of(topic)
    context = {
        "is_digest": topic == DIGEST_ID,
        "topic": gettext(title) if title else "",
        "is_done": request.method == "POST",
        "token": token,
        "unlisted": True,
    }
    return page(request, "web/unsubscribe.html", context)
