"""`python -m tusoi …` is the `tusoi` command."""

import sys

from tusoi.project.command import main

if __name__ == "__main__":
    sys.exit(main())
