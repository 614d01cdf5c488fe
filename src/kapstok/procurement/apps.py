# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "kapstok.procurement"
    label = "procurement"
