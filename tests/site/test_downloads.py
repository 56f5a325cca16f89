"""What the site gives away: the wheel installs, the plain notebooks read and run anywhere."""

import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import SimpleNamespace

import downloads
import plain_notebooks
import pytest
from packaging.requirements import Requirement

import rnnlab

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(
    path.relative_to(ROOT / "book").as_posix()
    for folder in (".", "exercises", "appendix")
    for path in (ROOT / "book" / folder).glob("*.ipynb")
)
# Words of MyST that other programs would print as they stand.
FOREIGN = re.compile(
    r"\{(?:eq|cite|ref|term|doc)[a-z:]*\}`|^:::|\$\$ \(|<!--|\]\((?:\.\./)?figures/|\.md\)",
    re.MULTILINE,
)


def plain(name, site):
    return json.loads((site / downloads.FOLDER / name).read_text("utf-8"))


def text_of(cell):
    return "".join(cell["source"])


def without_drawings(cell):
    return re.sub(r"base64,\S*", "", text_of(cell))


# -- the wheel ---------------------------------------------------------------------------------


def test_wheel_is_the_same_every_time():
    assert downloads.wheel() == downloads.wheel.__wrapped__()


def test_wheel_installs_and_works(site, tmp_path):
    """Away from this folder: the served file, by pip, without a network."""
    wheel = site / downloads.FOLDER / downloads.wheel()[0]
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-cache-dir"]
    subprocess.run([sys.executable, *install, "--target", tmp_path, wheel], check=True)
    code = (
        "import importlib.metadata, pathlib, rnnlab\n"
        "from rnnlab.data.text import common_words\n"
        "assert len(common_words()[0]) == 10_000\n"
        "folder = pathlib.Path(rnnlab.__file__).parents[1]\n"
        "[about] = importlib.metadata.distributions(name='rnnlab', path=[str(folder)])\n"
        "assert 'MIT' in about.read_text('licenses/LICENSE')\n"
        "assert 'MIT' in about.read_text('licenses/LICENSE-SUMMARY')\n"
        "print(folder, rnnlab.__version__)\n"
        "print(about.version, *about.requires, sep='|')\n"
    )
    found = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{code}"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    ).stdout.splitlines()
    assert found[0] == f"{tmp_path} {rnnlab.__version__}"
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [w for wanted in about["optional-dependencies"].values() for w in wanted]
    version, *requires = found[1].split("|")
    assert version == rnnlab.__version__
    told = [Requirement(line) for line in requires]
    wanted = [Requirement(line) for line in (*about["dependencies"], *extras)]
    assert {(r.name, r.specifier) for r in told} == {(r.name, r.specifier) for r in wanted}


def test_wheel_has_all_modules_and_data_files_and_nothing_else():
    names = set(zipfile.ZipFile(io.BytesIO(downloads.wheel()[1])).namelist())
    there = {
        path.relative_to(ROOT / "code").as_posix()
        for package in ("rnnlab", "coursekit", "unrolled")
        for path in (ROOT / "code" / package).rglob("*")
        if path.is_file() and path.name[0] != "." and "__pycache__" not in path.parts
    }
    about = {name for name in names if ".dist-info/" in name}
    assert names - about == there
    assert {name.rpartition("/")[2] for name in about} == {
        "METADATA", "WHEEL", "RECORD", "LICENSE", "LICENSE-SUMMARY"}  # fmt: skip


# -- the plain notebooks -------------------------------------------------------------------------


def test_every_notebook_is_there(site):
    folder = site / downloads.FOLDER
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.ipynb"))
    assert found == NOTEBOOKS


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_nothing_is_left_that_only_the_site_understands(site, name):
    cells = [cell for cell in plain(name, site)["cells"] if cell["cell_type"] == "markdown"]
    left = [
        match
        for cell in cells
        for part in plain_notebooks.CODE.split(text_of(cell))[::2]
        for match in FOREIGN.findall(part)
    ]
    assert not left


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_code_and_outputs_are_those_of_the_book(site, name):
    """One cell is added, before all others, and it has not been run."""
    book = json.loads((ROOT / "book" / name).read_text("utf-8"))
    here = [cell for cell in plain(name, site)["cells"] if cell["cell_type"] == "code"]
    there = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert here[1:] == there
    assert here[0]["outputs"] == [] and here[0]["execution_count"] is None
    assert downloads.wheel()[0] in text_of(here[0])


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_links_lead_to_notebooks_of_the_folder(site, name):
    folder = (site / downloads.FOLDER / name).parent
    links = [
        link
        for cell in plain(name, site)["cells"]
        if cell["cell_type"] == "markdown"
        for link in re.findall(r"(?<!!)\]\(([^):#\s]+\.ipynb)\)", without_drawings(cell))
    ]
    assert [link for link in links if not (folder / link).is_file()] == []


def test_numbers_of_formulas_are_those_of_the_pages(site, pages):
    """In the order of the page."""
    for name in NOTEBOOKS:
        text = "\n".join(map(without_drawings, plain(name, site)["cells"]))
        page = pages[f"book/{name.removesuffix('.ipynb')}.html"]
        printed = re.findall(r'<span class="eqno">\(([\d.]+)\)', page.text)
        assert re.findall(r"\\tag\{([\d.]+)\}", text) == printed, name


def test_citations_are_written_out(site):
    text = "\n".join(map(without_drawings, plain("09_bptt.ipynb", site)["cells"]))
    assert "(Rumelhart et al., 1986; Werbos, 1990)" in text
    assert "- Paul J. Werbos. Backpropagation through time" in text


@pytest.mark.parametrize(
    ("address", "name", "wheel"),
    [
        ("", "book/09_bptt", "./"),
        ("", "book/exercises/ex_09_bptt", "../"),
        ("https://a.example/course/", "book/exercises/x", "https://a.example/course/notebooks/"),
    ],
)
def test_the_wheel_is_found(monkeypatch, address, name, wheel):
    monkeypatch.setenv("BOOK_SITE_URL", address)
    assert downloads.wheel_address(name) == wheel + downloads.wheel()[0]


def test_other_pages_are_linked_only_where_the_site_is_known():
    page = "book/exercises/ex_01"
    here, there = (plain_notebooks.Plain(page, {}, {}, None, a, "") for a in ("", "https://a.b"))
    text = (
        "See [`words`](../appendix/glossary.md#x) and [one](../01_a.ipynb#y).\n```\n[a](b.md)\n```"
    )
    assert here.markdown(text) == "See `words` and [one](../01_a.ipynb).\n```\n[a](b.md)\n```"
    assert "[`words`](https://a.b/book/appendix/glossary.html)" in there.markdown(text)


# -- the archive and the buttons -----------------------------------------------------------------


def test_archive_holds_all_of_it(site):
    folder = site / downloads.FOLDER
    packed = zipfile.ZipFile(folder / downloads.ARCHIVE)
    wanted = {"README.txt", downloads.wheel()[0], *NOTEBOOKS}
    assert set(packed.namelist()) == {f"recurrent_networks/{name}" for name in wanted}
    assert all(
        packed.read(f"recurrent_networks/{name}") == (folder / name).read_bytes() for name in wanted
    )
    assert downloads.wheel()[0] in packed.read("recurrent_networks/README.txt").decode()


def test_pages_link_to_wheel_and_archive(pages):
    for name in ("book/index.html", "book/how_to_use.html"):
        links = [a.get("href", "") for a in pages[name].all("a")]
        assert f"../{downloads.FOLDER}/{downloads.ARCHIVE}" in links
    assert any(link.endswith(downloads.wheel()[0]) for link in links)


def test_every_notebook_page_offers_its_plain_edition(pages):
    for name in NOTEBOOKS:
        page = pages[f"book/{name.removesuffix('.ipynb')}.html"]
        links = [a.get("href", "") for a in page.all("a")]
        assert any(link.endswith(f"{downloads.FOLDER}/{name}") for link in links), name


def buttons(monkeypatch, repository):
    monkeypatch.setenv("BOOK_REPOSITORY_URL", repository)
    context = {
        "header_buttons": [
            {"label": "download-buttons", "buttons": [{"type": "javascript", "text": ".pdf"}]}
        ],
        "pathto": lambda path, resource: f"../{path}",
    }
    app = SimpleNamespace(env=SimpleNamespace(doc2path=lambda name: f"{name}.ipynb"))
    downloads.put_buttons(app, "book/exercises/ex_09_bptt", "", context, object())
    return {b["text"]: b.get("url") for b in context["header_buttons"][0]["buttons"]}


def test_buttons_for_colab_and_binder_need_the_repository(monkeypatch):
    assert list(buttons(monkeypatch, "")) == [".ipynb", ".pdf"]
    found = buttons(monkeypatch, "https://github.com/someone/rnn/")
    assert list(found) == [".ipynb", "Colab", "Binder", ".pdf"]
    assert found[".ipynb"] == "../notebooks/exercises/ex_09_bptt.ipynb"
    assert found["Colab"] == (
        "https://colab.research.google.com/github/someone/rnn/blob/gh-pages/"
        "notebooks/exercises/ex_09_bptt.ipynb"
    )
    assert found["Binder"] == (
        "https://mybinder.org/v2/gh/someone/rnn/main?urlpath=lab/tree/book/exercises/ex_09_bptt.ipynb"
    )
