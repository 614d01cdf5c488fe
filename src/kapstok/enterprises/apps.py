# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "kapstok.enterprises"
    label = "enterprises"
