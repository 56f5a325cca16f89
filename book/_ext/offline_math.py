"""MathJax from a wheel, only the parts that the course needs, in one file beside the pages.

The wheel ``sphinx-mathjax-offline`` carries all of MathJax 3 (24 MB). Used as a Sphinx extension
it would copy everything; here its component files are joined into one script of 0.8 MB, without
the context menu, whose parts would ask for files that are not there.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path

# In the order in which they must stand. The package "noundefined" is left out on purpose: an
# unknown macro then becomes an error node that the tests can see.
COMPONENTS = (
    "startup",
    "core",
    "input/tex-base",
    "input/tex/extensions/ams",
    "input/tex/extensions/newcommand",
    "input/tex/extensions/configmacros",
    "input/tex/extensions/boldsymbol",
    "output/chtml",
    "output/chtml/fonts/tex",
    "a11y/assistive-mml",
)
FONTS = "output/chtml/fonts/woff-v2"
CONFIG = """\
/* MathJax 3, https://www.mathjax.org, Apache License 2.0: see LICENSE.txt beside this file. */
window.MathJax = {
  loader: {load: []},
  tex: {packages: ["base", "ams", "newcommand", "configmacros", "boldsymbol"]},
  chtml: {matchFontHeight: false, scale: 1.12}, // the same width whatever fonts a reader has
  startup: {
    elements: [".math.notranslate"],
    pageReady: function () {
      return MathJax.startup.defaultPageReady().then(function () {
        document.documentElement.classList.add("math-ready");
        document.dispatchEvent(new Event("math-ready"));
      });
    }
  }
};
"""


def configure(app, config):
    config.mathjax_path = "mathjax/tex-lean.js"
    config.mathjax3_config = None  # the script brings its own
    config.myst_update_mathjax = False


def copy(app):
    """Write the script, its fonts and its license where Sphinx looks for static files."""
    if app.builder.format != "html":
        return
    source = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static/mathjax"
    target = Path(app.outdir, "_static/mathjax")
    target.mkdir(parents=True, exist_ok=True)
    parts = [(source / f"{name}.js").read_text("utf-8") for name in COMPONENTS]
    (target / "tex-lean.js").write_text("\n".join([CONFIG, *parts]), "utf-8")
    shutil.copytree(source / FONTS, target / FONTS, dirs_exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("mathjax_license.txt"), target / "LICENSE.txt")


def setup(app):
    app.connect("config-inited", configure, priority=900)
    app.connect("builder-inited", copy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
