# SPDX-License-Identifier: EUPL-1.2
"""All that knows Dutch: words, parts of words, spelling, what they mean; plain Python that knows no engine."""
