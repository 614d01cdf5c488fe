# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kapstok.web"
    label = "web"

    def ready(self) -> None:
        from kapstok.web.account import trail  # noqa: F401 - it listens from now on
