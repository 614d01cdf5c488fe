# SPDX-License-Identifier: EUPL-1.2
"""Pages of registers read as their register file says."""

from kapstok.registers.parsing.pages import parse_detail, parse_list, parse_token

__all__ = ["parse_detail", "parse_list", "parse_token"]
