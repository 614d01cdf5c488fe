# SPDX-License-Identifier: EUPL-1.2
from tests.enterprises.conftest import region

__all__ = ["region"]
