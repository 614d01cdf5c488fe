# SPDX-License-Identifier: EUPL-1.2
"""Linking entries to one another, and creditors to entries: ours beside what anyone could set up in an afternoon."""
