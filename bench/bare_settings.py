# SPDX-License-Identifier: EUPL-1.2
"""The settings of a site that has one view and nothing around it: the least that a page can cost with Django."""

from kapstok.config.settings import *  # noqa: F403

# Signing in insists on this one.
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
ROOT_URLCONF = "bench.bare_view"
