# SPDX-License-Identifier: EUPL-1.2
"""With which methods a page may be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = TypeVar("View", bound=Callable[..., Any])


def only_read(view: View) -> View:
    """A view that answers GET and HEAD; whatever else is asked gets 405, with or without the token of a form.

    Without the exemption it would get 403. The view refuses every method that is guarded, so there is nothing to guard.
    """
    return csrf_exempt(require_safe(view))
