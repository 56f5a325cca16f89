"""Width and height on every picture, so that the text does not jump when it arrives.

Drawings and plots whose letters would be too small when squeezed onto a phone are marked as wide.
"""

import re
import struct
from urllib.parse import unquote

IMAGE = re.compile(r'<img [^>]*?src="([^":]+)"[^>]*>')
VIEW_BOX = re.compile(r'viewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')

WIDE = 480  # pixels


def size(file):
    """Return (width, height) in pixels of a PNG or SVG file, None for other files."""
    if file.suffix == ".png":
        return struct.unpack(">II", file.read_bytes()[16:24])
    if file.suffix == ".svg" and (box := VIEW_BOX.search(file.read_text("utf-8"))):
        return tuple(round(float(number)) for number in box.groups())
    return None


def write(page, folder):
    """Add the attributes to every picture of the page, whose address starts at ``folder``."""

    def put(match):
        file = (folder / unquote(match[1])).resolve()
        if " height=" in match[0] or not file.is_file() or not (known := size(file)):
            return match[0]
        wide = "data-wide " if known[0] > WIDE else ""
        return match[0].replace("<img ", f'<img {wide}width="{known[0]}" height="{known[1]}" ', 1)

    return IMAGE.sub(put, page)
