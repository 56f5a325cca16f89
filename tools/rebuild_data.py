"""Rebuild the data files of rnnlab from the packages they come from.

python tools/rebuild_data.py            compare each file with a fresh one; exit 1 if one differs
python tools/rebuild_data.py --write    write the files, then print the hashes for text.py
python tools/rebuild_data.py --hide     read words from standard input (one a line) and add their
                                        fingerprints to the display stop list

The first two need `pip install wordfreq==3.1.1` (59 MB); rnnlab itself never imports it.
"""

import argparse
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "code" / "rnnlab" / "data" / "files"
WORDS = FILES / "common_words.txt"
STOP_WORDS = FILES / "display_stop_words.txt"
N_WORDS = 10_000

HEADER = """\
# The {n} most common English words with their relative frequencies.
# SPDX-License-Identifier: CC-BY-SA-4.0
# From wordfreq {version} by Robyn Speer; licence, sources and changes: README.md in this folder.
# One line per frequency: the frequency, then its words from the most to the least common.
# The words come from the real world and some of them are offensive: count with them,
# but show them only through rnnlab.data.displayable.
"""


def common_words_file() -> str:
    """Return the text of common_words.txt, made from wordfreq."""
    from importlib.metadata import version

    from wordfreq import top_n_list, word_frequency

    if version("wordfreq") != "3.1.1":
        raise SystemExit(f"need wordfreq 3.1.1, got {version('wordfreq')}")
    words = top_n_list("en", N_WORDS)
    lines: list[list[str]] = []
    for word in words:
        frequency = f"{word_frequency(word, 'en'):.4g}"
        if not lines or lines[-1][0] != frequency:
            lines.append([frequency])
        lines[-1].append(word)
    body = "".join(" ".join(line) + "\n" for line in lines)
    return HEADER.format(n=N_WORDS, version=version("wordfreq")) + body


def hide(words: list[str]) -> None:
    """Add the fingerprints of `words` to the display stop list."""
    sys.path.insert(0, str(ROOT / "code"))
    from rnnlab.data.text import fingerprint

    lines = STOP_WORDS.read_text("utf-8").splitlines() if STOP_WORDS.exists() else []
    old = {line for line in lines if line and not line.startswith("#")}
    both = sorted(old.union(fingerprint(w) for w in words))
    head = [
        "# SPDX-License-Identifier: MIT",
        "# Words that are not shown in lists and samples, as the first 12 hexadecimal digits of",
        "# their SHA-256, so that the list itself can be read by anybody. To add words:",
        "# python tools/rebuild_data.py --hide",
    ]
    STOP_WORDS.write_text("\n".join(head + both) + "\n", "utf-8", newline="\n")
    print(f"{len(both)} words hidden, {len(both) - len(old)} of them new")


def main() -> int:
    """Run the tool and return its exit status."""
    raw = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true")
    what.add_argument("--hide", action="store_true")
    args = parser.parse_args()
    status = 0
    if args.hide:
        hide([line.strip() for line in sys.stdin if line.strip()])
    elif args.write:
        WORDS.write_text(common_words_file(), "utf-8", newline="\n")
    elif WORDS.read_bytes() != common_words_file().encode():
        print(f"{WORDS.name} differs from a fresh build")
        status = 1
    for path in (WORDS, STOP_WORDS):
        print(path.name, sha256(path.read_bytes()).hexdigest())
    return status


if __name__ == "__main__":
    sys.exit(main())
