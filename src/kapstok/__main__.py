# SPDX-License-Identifier: EUPL-1.2
from kapstok.cli.start import main

main()
