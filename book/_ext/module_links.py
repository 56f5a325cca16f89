"""Links from a listing of the package's code back to its documentation, only where they arrive.

A base class whose methods are documented with the classes that inherit them has no entry of its
own; Sphinx links to it all the same.
"""

import functools
import re
from pathlib import Path

BACK = re.compile(r'<a class="viewcode-back" href="([^"#]+)#([^"]+)">\[docs\]</a>')


@functools.cache
def places(path):
    """Return the names of all places in a page."""
    return set(re.findall(r'\bid="([^"]+)"', path.read_text("utf-8")))


def prune(page, folder):
    """Remove the links of a page in ``folder`` that lead nowhere."""

    def keep(match):
        target = Path(folder, match[1]).resolve()
        return match[0] if target.is_file() and match[2] in places(target) else ""

    return BACK.sub(keep, page)
