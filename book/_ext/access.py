"""Repairs of the theme's pages for people who use a screen reader or the keyboard."""

REPAIRS = (
    # The sidebar stands outside of every landmark.
    (
        '<div id="pst-primary-sidebar" class="bd-sidebar-primary bd-sidebar">',
        '<div id="pst-primary-sidebar" class="bd-sidebar-primary bd-sidebar"'
        ' role="region" aria-label="Book">',
    ),
    # Roles of a bibliography that today's rules no longer allow.
    (' role="doc-biblioentry"', ""),
    ('<div role="list" class="citation-list">', '<div class="citation-list">'),
    # A list directly in a list: modules of a package in the overview of the listings.
    ("</li>\n<ul><li>", "</li>\n<li>"),
    ("</li>\n</ul><li>", "</li>\n<li>"),
)


def repair(page):
    """Return the page with every repair applied."""
    for wrong, right in REPAIRS:
        page = page.replace(wrong, right)
    return page
