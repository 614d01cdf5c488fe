# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "kapstok.registers"
    label = "registers"
