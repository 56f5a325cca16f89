"""Drawings with the class "drawn-in" stand in the page itself: scripts and links reach them.

A drawing keeps its own style sheet; its rules are narrowed to the drawing, because a style sheet
inside a page otherwise holds for the whole page.
"""

import re
from urllib.parse import unquote

PICTURE = re.compile(r'<img [^>]*\bclass="([^"]*\bdrawn-in\b[^"]*)"[^>]*>')
SOURCE = re.compile(r'\bsrc="([^":]+\.svg)"')
SHEET = re.compile(r"(<style>)(.*?)(</style>)", re.DOTALL)
SELECTORS = re.compile(r"([^{}]+?)(\s*\{)")


def narrowed(sheet, name):
    """Put ``#name`` before every selector of the style sheet."""

    def narrow(match):
        return ", ".join(f"#{name} {part.strip()}" for part in match[1].split(",")) + match[2]

    return SELECTORS.sub(narrow, sheet)


def put(page, folder):
    """Replace the pictures of the page, whose address starts at ``folder``, by their drawings."""

    def draw(match):
        file = folder / unquote(SOURCE.search(match[0])[1])
        name = f"drawing-{file.stem}"
        svg = SHEET.sub(lambda m: m[1] + narrowed(m[2], name) + m[3], file.read_text("utf-8"))
        svg = svg[svg.index("<svg") :].replace("<svg ", f'<svg id="{name}" ', 1).strip()
        return f'<div class="{match[1]}">{svg}</div>'

    return PICTURE.sub(draw, page)
