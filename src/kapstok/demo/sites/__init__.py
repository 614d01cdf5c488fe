# SPDX-License-Identifier: EUPL-1.2
"""Five register sites over real HTTP on loopback, each built its own way, showing the day that they are set to."""

from kapstok.demo.sites.server import Sites

__all__ = ["Sites"]
