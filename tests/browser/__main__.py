"""``python -m tests.browser COMMAND…``: a command beside one small site, which all of its processes share.

The tests then run on every core; each process finds the site, built once, at the address that SMALL_SITE names.
"""

import os
import subprocess
import sys

from tests.browser.serving import SMALL_SITE, small_site

if __name__ == "__main__":
    with small_site() as address:
        status = subprocess.run(sys.argv[1:], env={**os.environ, SMALL_SITE: address}).returncode
    sys.exit(status)
