"""The texts of the book, and where the repository is."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BOOK = ROOT / "book"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def pages() -> list[Path]:
    """Return the texts that may hold numbered equations, in reading order."""
    return [*sorted((BOOK / "text").glob("*.md")), *sorted((BOOK / "text/appendix").glob("*.md")),
            *sorted((BOOK / "appendix").glob("*.md"))]  # fmt: skip


def chapters() -> dict[str, str]:
    """Return the texts of the numbered chapters by slug."""
    return {path.stem: path.read_text("utf-8") for path in pages() if path.stem[0].isdigit()}


def title(text: str) -> str:
    """Return a page's title."""
    return TITLE.search(text)[1]
