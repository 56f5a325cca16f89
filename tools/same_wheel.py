"""Compare two wheels: the same files, and the same facts about them.

python tools/same_wheel.py built.whl served.whl
"""

import sys
import zipfile
from email.parser import Parser

# Who wrote a wheel, the list of its check sums and a long description make no difference in use.
FREE = ("WHEEL", "RECORD", "top_level.txt", "METADATA")
FACTS = ("Name", "Version", "Requires-Python", "Requires-Dist", "Provides-Extra")
FACTS += ("License-Expression", "License-File", "Classifier", "Summary")


def content(path):
    """Return path inside the wheel -> bytes, and fact -> its values."""
    with zipfile.ZipFile(path) as wheel:
        files = {name: wheel.read(name) for name in wheel.namelist()}
    about = next(text for name, text in files.items() if name.endswith("/METADATA"))
    facts = Parser().parsestr(about.decode())
    told = {fact: sorted(v.replace("'", '"') for v in facts.get_all(fact, [])) for fact in FACTS}
    return {name: b for name, b in files.items() if not name.endswith(FREE)}, told


def differences(one, other):
    """Return what is not the same in two wheels, in words."""
    (files, facts), (files_2, facts_2) = content(one), content(other)
    names = sorted(files.keys() | files_2.keys())
    found = [f"file {name}" for name in names if files.get(name) != files_2.get(name)]
    return found + [f"fact {name}" for name in FACTS if facts[name] != facts_2[name]]


if __name__ == "__main__":
    found = differences(*sys.argv[1:])
    sys.exit("\n".join(["the wheels differ:", *found]) if found else 0)
