"""Stage what JupyterLite is built from: the plain notebooks and the wheel of the built site.

    python tools/lite.py stage _build/html _build/lite

In the browser the package is asked for by its name: JupyterLite finds the wheel that it was built
with. Python, NumPy and Matplotlib it loads from the web, so this part of the site needs a network;
each has one version for the browser, so none may be asked for (Pyodide 0.29: Matplotlib 3.8.4).
"""

import json
import shutil
import sys
from pathlib import Path


def by_name(notebook, wheel):
    """Let the notebook's first code cell install ``rnnlab`` by name instead of from ``wheel``."""
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    lines = "".join(cell["source"]).split("\n")
    changed = ["    %pip install rnnlab matplotlib" if wheel in x else x for x in lines]
    if changed == lines:
        raise ValueError(f"the first code cell does not install {wheel}")
    cell["source"] = "\n".join(changed)
    return notebook


def stage(site, target):
    """Write ``target/files`` with the notebooks and ``target/wheels`` with the package."""
    source = Path(site, "notebooks")
    [wheel] = source.glob("*.whl")
    shutil.rmtree(target, ignore_errors=True)
    Path(target, "wheels").mkdir(parents=True)
    shutil.copyfile(wheel, Path(target, "wheels", wheel.name))
    for path in sorted(source.rglob("*.ipynb")):
        copy = Path(target, "files", path.relative_to(source))
        copy.parent.mkdir(parents=True, exist_ok=True)
        notebook = by_name(json.loads(path.read_text("utf-8")), wheel.name)
        copy.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["stage", site, target]:
            stage(site, target)
        case _:
            sys.exit(__doc__)
