"""The two dozen icons of the theme as inline SVG, instead of 1.5 MB of Font Awesome.

The theme brings Font Awesome twice: as a script that draws every icon of the collection, and as
three fonts. The pages need a few drawings, and the style sheets (admonition titles) a few glyphs.
"""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

ENTRY = re.compile(r'"?([\w-]+)"?:\[(\d+),(\d+),\[([^\]]*)\],"\w+","([^"]*)"\]')
ICON = re.compile(r'<(i|span) class="([^"]*\bfa[bsr]?\b[^"]*)"([^>]*)></\1>')
SCRIPT = re.compile(r"\s*<(script|link)[^>]*fontawesome[^>]*>(</script>)?")
REGULAR = {"far", "fa-regular"}


def static_folder():
    theme = Path(find_spec("pydata_sphinx_theme").origin).parent
    return theme / "theme/pydata_sphinx_theme/static"


def load():
    """Return name -> [(width, height, path), ...] from the theme's Font Awesome script.

    A name may stand there up to three times: as brand, regular and solid drawing, in this order.
    """
    icons = {}
    text = (static_folder() / "scripts/fontawesome.js").read_text("utf-8")
    for name, width, height, aliases, path in ENTRY.findall(text):
        for key in (name, *re.findall(r'"([\w-]+)"', aliases)):
            icons.setdefault(key, []).append((width, height, path))
    return icons


def replace(page, icons):
    """Draw the icons into the page and drop the script and style sheet that would."""

    def draw(match):
        classes, attributes = match[2].split(), match[3]
        names = [c[3:] for c in classes if c.startswith("fa-") and c[3:] in icons]
        if not names:
            return match[0]
        drawings = icons[names[-1]]
        width, height, path = drawings[0 if REGULAR & set(classes) else -1]
        hidden = "" if "aria-" in attributes else ' aria-hidden="true"'
        return (
            f'<svg class="svg-inline--fa {" ".join(classes)}"{attributes}{hidden} '
            f'focusable="false" viewBox="0 0 {width} {height}">'
            f'<path fill="currentColor" d="{path}"/></svg>'
        )

    return SCRIPT.sub("", ICON.sub(draw, page))


def glyphs_in_use(folder):
    """Return the code points of the private area that some style sheet still prints."""
    found = set()
    for sheet in folder.rglob("*.css"):
        text = sheet.read_text("utf-8")
        found |= {int(code, 16) for code in re.findall(r'"\\([ef][0-9a-f]{3})"', text)}
        found |= {ord(character) for character in text if "\ue000" <= character <= "\uf8ff"}
    return found


def shrink_font(out):
    """Keep of the fonts only the solid one, of its glyphs only those in use: 156 kB -> 2 kB."""
    static = out / "_static"
    sheet = static / "styles/pydata-sphinx-theme.css"
    text = sheet.read_text("utf-8")
    text = re.sub(r'(?:\.fa-[a-z0-9-]+:before,?)+\{content:"\\\w+"\}', "", text)
    text = re.sub(r"@font-face\{[^}]*(Brands|font-weight:400)[^}]*\}", "", text)
    text = re.sub(r',url\([^)]*\.ttf\) ?format\("truetype"\)', "", text)
    sheet.write_text(text, "utf-8")

    folder = static / "vendor/fontawesome/webfonts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    options = Options(flavor="woff2", layout_features=[], notdef_outline=True)
    name = "vendor/fontawesome/webfonts/fa-solid-900.woff2"
    font = load_font(static_folder() / name, options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=glyphs_in_use(static))
    subsetter.subset(font)
    save_font(font, static / name, options)
    (static / "scripts/fontawesome.js").unlink(missing_ok=True)
