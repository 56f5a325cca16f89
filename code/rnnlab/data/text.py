"""Texts that are there without a download: character names, common words, the Zen of Python."""

import codecs
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np

FILES = Path(__file__).parent / "files"

#: What the texts must hash to (SHA-256): a result in the book is a result on exactly these bytes.
HASHES = {
    "character names": "1f47f7328f1e2f7fd8597192b68f46a893759ddc6e37fc4b9423372a16ae8ab8",
    "zen": "e250f274f33b9b621a04264025d50e5fb9b1f989f444d13bb373882e734e996f",
    "common_words.txt": "26ca001f2b96e18fe81bd4a019c4ff79677c0f83ec66278dba627e09a92e70f0",
    "display_stop_words.txt": "268eab1b1163af7b2beec95dda3e150f9d96a8cab11d79761698a1a43ed907bb",
    "spoken_digits.npz": "3c42a1209cb05331057043700396ffaebd14c0b330b80ea42cdea29585afcb76",
    "sunspots.csv": "d7c8c91679259315ce0311f2dd162a69f157acde9675576b5bd4da14b02bdd67",
}

# Nearly 80,000 ideographs and syllables are named by a rule; they would drown the other names.
_NAMED_BY_RULE = re.compile(r"CJK (UNI|COMP)|HANGUL SYL|YI SYL")


def character_names() -> list[str]:
    """Names of the characters of Unicode 3.2 (2002), the course's text for character models.

    Python keeps this old table unchanged in every version, so the names need no file and no
    download. Ideographs and syllables whose names follow from a rule are left out.

    Returns
    -------
    list of str
        11,721 names in the order of their code points: capital letters, digits, spaces and
        hyphens, 38 different symbols in 323,828 characters.

    Raises
    ------
    RuntimeError
        If this Python's table differs from the one the course was measured on.

    References
    ----------
    :cite:`unicode32`

    Examples
    --------
    >>> names = character_names()
    >>> len(names), names[33]
    (11721, 'LATIN CAPITAL LETTER A')
    """
    return list(_character_names())


@lru_cache(maxsize=1)
def _character_names() -> tuple[str, ...]:
    table = unicodedata.ucd_3_2_0
    names = [name for code in range(0x110000) if (name := table.name(chr(code), ""))]
    names = [name for name in names if not _NAMED_BY_RULE.match(name)]
    _check_hash("character names", "\n".join(names).encode(), "this Python's unicodedata.ucd_3_2_0")
    return tuple(names)


def common_words() -> tuple[list[str], np.ndarray]:
    """Load the 10,000 most common English words, to count how much of a text they cover.

    The list is what people write, so it holds offensive words as well. Show words only through
    :func:`displayable`.

    Returns
    -------
    words : list of str
        From the most common word on; lower case, with numbers and a few signs among them.
    frequencies : ndarray, shape (10000,)
        Share of each word in running English text; together 0.896, so about one word in ten is
        not in this dictionary.

    Raises
    ------
    RuntimeError
        If the data file is missing or damaged.

    References
    ----------
    :cite:`speer2022`

    Examples
    --------
    >>> words, frequencies = common_words()
    >>> words[:4], round(float(frequencies.sum()), 3)
    (['the', 'to', 'and', 'of'], 0.896)
    """
    words, frequencies = _common_words()
    return list(words), frequencies.copy()


@lru_cache(maxsize=1)
def _common_words() -> tuple[tuple[str, ...], np.ndarray]:
    words, frequencies = [], []
    for line in data_lines("common_words.txt"):
        frequency, *same = line.split(" ")
        words += same
        frequencies += [float(frequency)] * len(same)
    return tuple(words), np.array(frequencies)


def zen() -> str:
    """Return the Zen of Python without printing it: 856 characters for a first overfitting test.

    Returns
    -------
    str
        The text that ``import this`` prints. A later ``import this`` still prints it.

    Raises
    ------
    RuntimeError
        If this Python has another text or none.

    Examples
    --------
    >>> zen().splitlines()[0]
    'The Zen of Python, by Tim Peters'
    """
    spec = find_spec("this")
    code = spec.loader.get_code(spec.name) if spec and spec.loader else None
    if code is None:
        raise RuntimeError("the module `this` is not in this Python's library. Reinstall Python")
    # The text is the longest constant of the module's code; running the module would print it.
    rotated = max((c for c in code.co_consts if isinstance(c, str)), key=len, default="")
    text = codecs.decode(rotated, "rot13")
    _check_hash("zen", text.encode(), "this Python's module `this`")
    return text


def fingerprint(word: str) -> str:
    """First 12 hexadecimal digits of the SHA-256 of a word in lower case.

    Parameters
    ----------
    word : str
        A word.

    Returns
    -------
    str
        What the display stop list holds in place of the word.

    Examples
    --------
    >>> fingerprint("Teddy") == fingerprint("teddy"), len(fingerprint("teddy"))
    (True, 12)
    """
    return sha256(word.lower().encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def display_stop_words() -> frozenset[str]:
    """Fingerprints of the common words that do not belong on a classroom screen.

    The list holds profanity, slurs and sexual words. It is kept as fingerprints so that the
    words themselves stand nowhere in this project's own files. Names of groups of people
    (nations, religions, sexual orientations) are not on it: they are no insults.

    Returns
    -------
    frozenset of str
        One :func:`fingerprint` per word.

    Raises
    ------
    RuntimeError
        If the data file is missing or damaged.

    Examples
    --------
    >>> fingerprint("president") in display_stop_words()
    False
    """
    return frozenset(data_lines("display_stop_words.txt"))


def displayable(words: Iterable[str]) -> list[str]:
    """Leave out the words of the display stop list.

    Parameters
    ----------
    words : iterable of str
        Words to show, in any case.

    Returns
    -------
    list of str
        The others, in their order. A help, no guarantee: it knows single words only.

    Examples
    --------
    >>> displayable(["damn", "Teddy", "was", "president"])
    ['Teddy', 'was', 'president']
    """
    hidden = display_stop_words()
    return [word for word in words if fingerprint(word) not in hidden]


def data_lines(name: str) -> list[str]:
    """Read the lines of a data file of this package without its comments, checked.

    Parameters
    ----------
    name : str
        Of the file; it is one of those with a hash.

    Returns
    -------
    list of str
        No empty ones.

    Raises
    ------
    RuntimeError
        If the file is missing or damaged.

    Examples
    --------
    >>> data_lines("sunspots.csv")[0]
    '1700,5'
    """
    lines = data_bytes(name).decode("utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("# ")]


def data_bytes(name: str) -> bytes:
    """Read a data file of this package, checked.

    Parameters
    ----------
    name : str
        Of the file; it is one of those with a hash.

    Returns
    -------
    bytes
        Its content.

    Raises
    ------
    RuntimeError
        If the file is missing or damaged.

    Examples
    --------
    >>> len(data_bytes("spoken_digits.npz")) > 10_000
    True
    """
    path = FILES / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RuntimeError(f"the data file {name} is missing: reinstall rnnlab") from error
    _check_hash(name, content, f"the data file {name}")
    return content


def _check_hash(key: str, content: bytes, where: str) -> None:
    got = sha256(content).hexdigest()
    if got != HASHES[key]:
        raise RuntimeError(
            f"{where} must have SHA-256 {HASHES[key][:16]}..., got {got[:16]}...: the numbers of "
            "the book would not hold. Reinstall rnnlab, or use a standard Python"
        )
