"""Cached results belong to their scripts, and what the pages claim of them holds."""

import io

import numpy as np
import pytest

import slow_results
from unrolled.results import cached

NAMES = slow_results.names()


@pytest.mark.parametrize("name", NAMES)
def test_claims_hold_of_the_kept_arrays(name):
    slow_results.script(name).claims(cached(name))


@pytest.mark.parametrize("name", NAMES)
def test_arrays_come_from_this_script(name):
    with np.load(slow_results.target(name)) as arrays:
        message = f"run: python tools/slow_results.py build {name}"
        assert str(arrays["script"]) == slow_results.fingerprint(name), message
    seconds = slow_results.seconds_of(name)  # None in files built before it was kept
    assert seconds is None or seconds < 300, "a script may take five minutes of processor time"


def test_every_file_has_its_script():
    kept = {path.stem.removeprefix("cached_") for path in slow_results.FILES.glob("cached_*")}
    assert kept == set(NAMES)


SCRIPT = """
import numpy as np
def run(): return {"errors": np.arange(3.0)}
def claims(arrays): assert arrays["errors"].max() < %d, "too large"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(slow_results, "SCRIPTS", tmp_path)
    monkeypatch.setattr(slow_results, "FILES", tmp_path)
    monkeypatch.setattr("unrolled.results.FILES", tmp_path)
    return tmp_path


def test_build_and_load(folder, capsys):
    (folder / "99_toy.py").write_text(SCRIPT % 3, "utf-8")
    slow_results.main(["build", "99_toy"])
    assert list(cached("99_toy")) == ["errors"]
    assert 0 <= slow_results.seconds_of("99_toy") < 1
    slow_results.main(["check"])
    assert capsys.readouterr().out.count("99_toy: ") == 2


def test_broken_claim_stops_the_build(folder):
    (folder / "99_toy.py").write_text(SCRIPT % 2, "utf-8")
    with pytest.raises(AssertionError, match="too large"):
        slow_results.main(["build", "99_toy"])
    assert not list(folder.glob("*.npz"))


def test_time_of_files(folder):
    np.savez(folder / "cached_99_toy.npz", errors=np.arange(3.0))
    assert slow_results.seconds_of("99_toy") is None
    with pytest.raises(SystemExit, match="98_toy is no script's result"):
        slow_results.seconds_of("98_toy")


@pytest.mark.parametrize("damage", ["empty", "truncated", "changed", "text", "one array"])
def test_damaged_file_is_named(folder, damage):
    path = folder / "cached_toy.npz"
    np.savez_compressed(path, errors=np.arange(1000.0) ** 0.5)
    whole = path.read_bytes()
    one = io.BytesIO()
    np.save(one, np.ones(3))
    middle = len(whole) // 2
    path.write_bytes({"empty": b"", "truncated": whole[:-40], "text": b"errors",
                      "changed": whole[:middle] + b"?????" + whole[middle + 5 :],
                      "one array": one.getvalue()}[damage])  # fmt: skip
    with pytest.raises(RuntimeError, match=r"^cached_toy\.npz is damaged .*: reinstall rnnlab"):
        cached("toy")


def test_unknown_names(capsys):
    with pytest.raises(ValueError, match="no cached results 'x'; there are: "):
        cached("x")
    with pytest.raises(SystemExit, match="2"):
        slow_results.main(["check", "x"])
    assert "no script in tools/slow for: x" in capsys.readouterr().err
