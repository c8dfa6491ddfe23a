#!/usr/bin/env python3
"""Everything is a command here: `demo` shows the product, `test` runs every check."""

import sys

from lms.bootstrap import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
