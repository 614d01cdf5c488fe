# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ResolutionConfig(AppConfig):
    name = "kapstok.resolution"
    label = "resolution"
