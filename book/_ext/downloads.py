"""What the site gives away: the package's wheel, every notebook in a plain edition, and all in one.

They stand in ``notebooks/`` beside the pages, in the order of the book's folder. Addresses come
from the environment: ``BOOK_SITE_URL`` is where the site will stand, ``BOOK_REPOSITORY_URL`` the
repository; with both, notebooks get buttons for Colab and Binder. Without them a notebook looks
for the wheel beside itself, as in the archive.
"""

import functools
import json
import os
import posixpath
import tempfile
from pathlib import Path

import plain_notebooks
from docutils.nodes import make_id
from hatchling.builders.wheel import WheelBuilder

from coursekit.authoring.archives import pack

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "notebooks"
ARCHIVE = "recurrent_networks_notebooks.zip"
README = """\
Recurrent Networks, Unrolled: all notebooks, and the package they use.

1. In this folder:   python -m pip install {wheel} "matplotlib>=3.9" jupyterlab
2. Then:             python -m jupyterlab

Python 3.11 or newer. The notebooks run from top to bottom in seconds, without a network. Those in
exercises/ wait for your answers. Text and figures: CC BY 4.0; code: MIT; two data files inside the
package: CC BY-SA 4.0.
"""


@functools.cache
def wheel():
    """Return the package as a wheel, the one that `pip install .` makes: its name, its content."""
    with tempfile.TemporaryDirectory() as folder:
        [path] = map(Path, WheelBuilder(str(ROOT)).build(directory=folder, versions=["standard"]))
        return path.name, path.read_bytes()


def site_address():
    """Return where the site will stand, without the last slash; "" where nobody said."""
    return os.environ.get("BOOK_SITE_URL", "").rstrip("/")


def equations(env):
    """Return label -> (page, number as printed) for every numbered formula."""
    found = {}
    for label, (page, _) in env.domaindata["math"]["objects"].items():
        numbers = env.toc_fignumbers[page]["displaymath"][make_id(f"equation-{label}")]
        found[label] = page, ".".join(map(str, numbers))
    return found


def authors(entry):
    """Return "Werbos", "Williams and Zipser" or "Rumelhart et al."."""
    names = [
        " ".join(str(part) for part in (*who.rich_prelast_names, *who.rich_last_names))
        for who in entry.persons.get("author", entry.persons.get("editor", []))
    ]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


def works(env):
    """Return key -> (authors, year, entry of the bibliography)."""
    return {
        c.key: (
            authors(c.entry),
            c.entry.fields.get("year", "no year"),
            c.formatted_entry.text.render_as("text").replace("\n", " "),
        )
        for c in env.domaindata["cite"]["citations"]
    }


def inside(docname):
    """Return a page's path in the folder: ``book/exercises/ex_09_bptt`` -> ``exercises/...``."""
    return f"{posixpath.relpath(docname, 'book')}.ipynb"


def wheel_address(docname):
    """Return where a notebook finds the wheel: on the site, or in the folder above its own."""
    address = site_address()
    up = posixpath.relpath(".", posixpath.dirname(inside(docname)) or ".")
    return posixpath.join(f"{address}/{FOLDER}" if address else up, wheel()[0])


def plain_editions(app):
    """Return path in the folder -> text of the notebook, for every notebook of the book."""
    env, found = app.env, {}
    numbers, known, address = equations(env), works(env), site_address()
    for docname in sorted(env.found_docs):
        source = Path(env.doc2path(docname))
        if source.suffix != ".ipynb":
            continue
        plain = plain_notebooks.Plain(
            docname,
            numbers,
            known,
            lambda name, folder=source.parent: Path(folder, name).read_bytes(),
            address,
            wheel_address(docname),
        )
        nb = plain.notebook(json.loads(source.read_text("utf-8")))
        found[inside(docname)] = json.dumps(nb, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return found


def write(app, exception):
    """Write the folder."""
    if exception or app.builder.format != "html":
        return
    name, content = wheel()
    files = {name: content, "README.txt": README.format(wheel=name).encode()}
    files |= {path: text.encode() for path, text in plain_editions(app).items()}
    files[ARCHIVE] = pack({f"recurrent_networks/{path}": data for path, data in files.items()})
    for path, data in files.items():
        target = Path(app.outdir, FOLDER, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def button(text, url, tooltip, icon):
    return {"type": "link", "text": text, "url": url, "tooltip": tooltip, "icon": icon}


def launchers(docname):
    """Return the buttons that open a notebook elsewhere; none without the repository's address.

    Colab reads the plain edition from the branch that holds the site (gh-pages), Binder the
    repository itself.
    """
    repository = os.environ.get("BOOK_REPOSITORY_URL", "").rstrip("/")
    if not repository.startswith("https://github.com/"):
        return []
    name = repository.removeprefix("https://github.com/")
    colab = f"https://colab.research.google.com/github/{name}/blob/gh-pages/{FOLDER}"
    binder = f"https://mybinder.org/v2/gh/{name}/main?urlpath=lab/tree/{docname}.ipynb"
    return [
        button("Colab", f"{colab}/{inside(docname)}", "Open in Colab", "fas fa-cloud"),
        button("Binder", binder, "Open in Binder", "fas fa-rocket"),
    ]


def put_buttons(app, pagename, templatename, context, doctree):
    """Let the theme's button download the plain edition, and print."""
    notebook = doctree is not None and str(app.env.doc2path(pagename)).endswith(".ipynb")
    for group in context.get("header_buttons", []):
        if group.get("label") != "download-buttons":
            continue
        group["buttons"] = [b for b in group["buttons"] if b["type"] == "javascript"]
        if notebook:
            url = context["pathto"](f"{FOLDER}/{inside(pagename)}", 1)
            group["tooltip"] = "Run or print this page"
            download = button(".ipynb", url, "Download this notebook", "fas fa-code")
            group["buttons"] = [download, *launchers(pagename), *group["buttons"]]


def name_wheel(app, docname, source):
    """Put the version into a page's name of the wheel."""
    source[0] = source[0].replace("rnnlab-VERSION-py3-none-any.whl", wheel()[0])


def setup(app):
    app.connect("source-read", name_wheel)
    app.connect("html-page-context", put_buttons, priority=900)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
