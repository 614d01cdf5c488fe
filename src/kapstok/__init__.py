# SPDX-License-Identifier: EUPL-1.2
"""Kapstok: the open platform on which a region's impact enterprises hang together."""

__version__ = "0.1.0"
