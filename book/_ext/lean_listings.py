"""Listings of code without what nobody sees.

A listing of code carries two links instead of the whole table of contents: there are
about a hundred of them; the table in each would be a fifth of their weight, and whoever reads code
comes from its documentation and goes back there. And in all code, names, spaces and
punctuation have the color of plain text in both themes, so they need no element of their own.
"""

import re

TABLE = re.compile(
    r'(<nav class="bd-links bd-docs-nav".*?href="([^"]*)book/index\.html".*?</ul>)'
    r"(.*?)(</div>\s*</nav>)",
    re.DOTALL,
)
PLAIN = re.compile(r'<span class="(?:n|nn|p|w)">([^<]*)</span>')
LINK = (
    '\n<ul class="nav bd-sidenav">\n<li class="toctree-l1"><a class="reference internal" '
    'href="{up}book/appendix/api.html">The packages</a></li>\n</ul>\n'
)


def shorten(page):
    """Replace the table of contents of a listing by a link to the documentation."""
    return TABLE.sub(lambda m: m[1] + LINK.format(up=m[2]) + m[4], page)


def plain(page):
    """Take names, spaces and punctuation out of their elements."""
    return PLAIN.sub(r"\1", page)
