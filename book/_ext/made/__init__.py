"""What pages of the book are made of while the site is built; each module makes one thing.

A maker returns Markdown. A page says where it stands by a mark, ``<!-- made: equations -->``;
``made_pages.py`` beside this folder puts it there.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3] / "tools"))  # planted bugs, times
