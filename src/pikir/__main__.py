"""``python -m pikir`` is the command ``pikir``."""

import sys

from pikir.config.cli import main

sys.exit(main())
