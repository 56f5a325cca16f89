"""The texts of the course are exactly the ones its numbers were measured on."""

import builtins
import importlib
import re
import shutil
import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest

from rnnlab.data import (
    character_names,
    common_words,
    display_stop_words,
    displayable,
    text,
    zen,
)


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """A copy of the data files that a test may damage."""
    shutil.copytree(text.FILES, tmp_path / "files")
    monkeypatch.setattr(text, "FILES", tmp_path / "files")
    caches = text._common_words, text._character_names, text.display_stop_words
    for cache in caches:
        cache.cache_clear()
    yield tmp_path / "files"
    for cache in caches:
        cache.cache_clear()


def test_character_names():
    names = character_names()
    assert len(names) == len(set(names)) == 11_721
    assert sum(map(len, names)) == 323_828
    assert len(set("".join(names))) == 38
    assert names[0] == "SPACE" and "GREEK SMALL LETTER ALPHA" in names
    assert not [n for n in names if re.match("CJK UNIFIED IDEOGRAPH|HANGUL SYLLABLE|YI SYL", n)]


def test_character_names_are_a_fresh_list_and_looked_up_once(monkeypatch):
    character_names().clear()
    monkeypatch.setattr(text.unicodedata, "ucd_3_2_0", None)  # who looks again stumbles
    assert len(character_names()) == 11_721


def test_another_unicode_table_is_noticed(monkeypatch):
    class Table:
        def name(self, character, default):
            return {"A": "LATIN CAPITAL LETTER A"}.get(character, default)

    text._character_names.cache_clear()
    monkeypatch.setattr(text.unicodedata, "ucd_3_2_0", Table())
    with pytest.raises(
        RuntimeError, match=r"unicodedata\.ucd_3_2_0 must have SHA-256 1f47f7328f1e"
    ):
        character_names()


def test_common_words():
    words, frequencies = common_words()
    assert len(words) == len(set(words)) == 10_000 and frequencies.shape == (10_000,)
    assert words[:6] == ["the", "to", "and", "of", "a", "in"] and "president" in words
    assert (np.diff(frequencies) <= 0).all() and frequencies[-1] > 0
    assert all(word == word.lower() and word.split() == [word] for word in words)


def test_coverage_of_the_most_common_words():
    share = np.cumsum(common_words()[1])
    np.testing.assert_allclose(share[[99, 999, 9999]], [0.460, 0.688, 0.896], atol=5e-4)


def test_common_words_are_fresh_copies():
    words, frequencies = common_words()
    words.clear()
    frequencies[...] = 0
    again, numbers = common_words()
    assert len(again) == 10_000 and numbers[0] == 0.0537


def test_missing_file(data_folder):
    (data_folder / "common_words.txt").unlink()
    with pytest.raises(RuntimeError, match=r"common_words\.txt is missing: reinstall rnnlab"):
        common_words()


@pytest.mark.parametrize("name", ["common_words.txt", "display_stop_words.txt"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b[:-20],
        lambda b: b.replace(b"\n", b"\r\n"),
        lambda b: b[:700] + bytes([b[700] ^ 1]) + b[701:],
        lambda b: b"",
    ],
    ids=["cut", "windows line ends", "one bit", "empty"],
)
def test_damaged_file(data_folder, name, damage):
    path = data_folder / name
    path.write_bytes(damage(path.read_bytes()))
    load = common_words if name == "common_words.txt" else display_stop_words
    with pytest.raises(RuntimeError, match=f"{name} must have SHA-256 .*Reinstall rnnlab"):
        load()


def test_the_readme_names_the_same_hashes():
    readme = (text.FILES / "README.md").read_text("utf-8")
    for name in ("common_words.txt", "display_stop_words.txt"):
        digest = sha256((text.FILES / name).read_bytes()).hexdigest()
        assert re.search(rf"`{re.escape(name)}`.*`{digest}`", readme)
    assert text.HASHES["character names"] in readme and text.HASHES["zen"] in readme


def test_licence_travels_with_the_words():
    notice = (text.FILES / "common_words.txt.license").read_text("utf-8")
    assert "SPDX-License-Identifier: CC-BY-SA-4.0" in notice
    assert "https://creativecommons.org/licenses/by-sa/4.0/legalcode" in notice


def test_stop_words_hide_words_of_the_list_and_stand_nowhere_in_the_clear():
    words, _ = common_words()
    hidden = [w for w in words if text.fingerprint(w) in display_stop_words()]
    assert len(hidden) == len(display_stop_words()) == 53
    content = (text.FILES / "display_stop_words.txt").read_text("utf-8")
    fingerprints = [line for line in content.splitlines() if not line.startswith("# ")]
    assert all(re.fullmatch("[0-9a-f]{12}", line) for line in fingerprints)
    assert not re.search(r"\b(?:" + "|".join(map(re.escape, hidden)) + r")\b", content)


def test_displayable_keeps_order_and_ignores_case():
    words, _ = common_words()
    assert displayable(["was", "DAMN", "Teddy", "damn"]) == ["was", "Teddy"]
    shown = displayable(words)
    assert len(shown) == 10_000 - 53 and displayable(shown) == shown
    assert shown[:50] == words[:50]
    # Names of groups of people are no insults: they stay.
    assert displayable(["gay", "jewish", "muslim", "black"]) == ["gay", "jewish", "muslim", "black"]


def test_zen_is_silent_and_does_not_use_up_import_this(capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "this", raising=False)
    monkeypatch.setattr(builtins, "print", lambda *a, **k: pytest.fail("zen() printed"))
    poem = zen()
    assert len(poem) == 856 and len(set(poem)) == 45
    assert "Readability counts." in poem
    assert "this" not in sys.modules and capsys.readouterr().out == ""


def test_zen_is_what_import_this_prints():
    run = [sys.executable, "-c", "import this"]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert printed == zen() + "\n"


def test_another_zen_is_noticed(monkeypatch):
    monkeypatch.setattr(text, "find_spec", lambda name: importlib.util.find_spec("string"))
    with pytest.raises(RuntimeError, match="module `this` must have SHA-256 e250f274"):
        zen()
    monkeypatch.setattr(text, "find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match="not in this Python's library"):
        zen()


@pytest.mark.data  # wordfreq==3.1.1
def test_the_files_can_be_rebuilt_from_their_sources():
    import rebuild_data

    assert rebuild_data.common_words_file().encode() == rebuild_data.WORDS.read_bytes()


def test_hiding_more_words(tmp_path, monkeypatch, capsys):
    import rebuild_data

    path = tmp_path / "stop.txt"
    monkeypatch.setattr(rebuild_data, "STOP_WORDS", path)
    rebuild_data.hide(["teddy", "Bear"])
    rebuild_data.hide(["bear", "rose"])
    assert capsys.readouterr().out.splitlines()[1] == "3 words hidden, 1 of them new"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("# ")]
    assert lines == sorted(text.fingerprint(w) for w in ("teddy", "bear", "rose"))
