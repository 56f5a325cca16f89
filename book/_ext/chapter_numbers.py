"""A chapter's number is the one in its file name: ``book/04_the_recurrent_cell`` is chapter 4.

Sphinx counts chapters in the order of the table of contents. The course keeps the numbers of the
file names instead, so that chapter 4 stays chapter 4, and equation (4.1) stays (4.1), whatever
other chapters stand before it.
"""

import re

from docutils import nodes


def number_of(docname):
    """Return 4 for ``book/04_the_recurrent_cell`` and None for a page without a number."""
    match = re.fullmatch(r"book/(\d\d)_\w+", docname)
    return int(match[1]) if match else None


def replaced(numbers, chapter):
    """Return the section or equation number with its first component replaced by the chapter."""
    return (chapter, *numbers[1:]) if numbers else numbers


def renumber(app, env):
    """Replace what Sphinx has just counted: in titles, contents lists, figures and equations."""
    for docname in env.found_docs:
        chapter = number_of(docname)
        if chapter is None or docname not in env.toc_secnumbers:
            continue
        sections = env.toc_secnumbers[docname]
        env.toc_secnumbers[docname] = {k: replaced(v, chapter) for k, v in sections.items()}
        for element in (env.titles[docname], *env.tocs[docname].findall(nodes.reference)):
            if element.get("secnumber"):
                element["secnumber"] = replaced(element["secnumber"], chapter)
        for kind, numbers in env.toc_fignumbers.get(docname, {}).items():
            env.toc_fignumbers[docname][kind] = {
                k: replaced(v, chapter) for k, v in numbers.items()
            }
    return []


def setup(app):
    # 500 is the priority of the collector that counts
    app.connect("env-get-updated", renumber, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
