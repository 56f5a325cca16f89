"""Spoken digits: the file, the split, the dial."""

import shutil

import numpy as np
import pytest

from rnnlab.data import text
from rnnlab.data.speech import (
    MAX_FRAMES,
    append_distractors,
    bag_of_frames,
    split_digits,
    spoken_digits,
)


def test_recordings():
    clips, digits = spoken_digits()
    lengths = np.array([len(clip) for clip in clips])
    assert len(clips) == 3000 and lengths.sum() == 53999
    assert (lengths.min(), lengths.max()) == (6, 92)
    assert (np.bincount(digits) == 300).all()
    assert {clip.dtype for clip in clips} == {np.dtype(np.float64)} and digits.dtype == np.int64
    assert all(np.isfinite(clip).all() and clip.shape[1] == 13 for clip in clips)
    assert (lengths > MAX_FRAMES).sum() == 20
    assert len({clip.tobytes() for clip in clips}) == 3000


def test_recordings_are_fresh_copies():
    clips, _ = spoken_digits()
    clips[0][...] = 0
    assert spoken_digits().clips[0].any()


def test_split():
    train, test = split_digits(500, rng=np.random.default_rng(1))
    assert (len(train.clips), len(test.clips)) == (2500, 500)
    assert max(len(clip) for clip in train.clips + test.clips) == MAX_FRAMES
    frames = np.concatenate(train.clips)
    assert abs(frames.mean(axis=0)).max() < 0.05 and abs(frames.std(axis=0) - 1).max() < 0.05
    assert not {clip.tobytes() for clip in train.clips} & {clip.tobytes() for clip in test.clips}
    assert np.bincount(train.digits).sum() + np.bincount(test.digits).sum() == 3000
    for n_test in (0, 3000, -1):
        with pytest.raises(ValueError, match=r"n_test must be in 1\.\.2999"):
            split_digits(n_test, rng=np.random.default_rng(0))


def test_distractors():
    clips = [np.full((n, 1), float(n)) for n in (2, 3, 4)]
    longer = append_distractors(clips, 5, rng=np.random.default_rng(0))
    for old, new in zip(clips, longer, strict=True):
        np.testing.assert_array_equal(new[: len(old)], old)
        assert len(new) == len(old) + 5 and set(new.ravel()) <= {2.0, 3.0, 4.0}
    same = append_distractors(clips, 0, rng=np.random.default_rng(0))
    assert all(np.array_equal(a, b) for a, b in zip(clips, same, strict=True))
    for k in (-1, 9):
        with pytest.raises(ValueError, match=rf"k must be in 0\.\.8, got {k}"):
            append_distractors(clips, k, rng=np.random.default_rng(0))
    with pytest.raises(TypeError, match="Generator"):
        append_distractors(clips, 1, rng=0)


def test_distractors_come_from_anywhere():
    clips = [np.full((2, 1), float(n)) for n in range(50)]
    added = [clip[-1, 0] for clip in append_distractors(clips, 1, rng=np.random.default_rng(0))]
    assert len(set(added)) > 20
    other = append_distractors(clips, 1, rng=np.random.default_rng(1))
    assert [clip[-1, 0] for clip in other] != added


def test_bag_ignores_order():
    clip = np.random.default_rng(0).normal(size=(9, 13))
    np.testing.assert_allclose(bag_of_frames([clip]), bag_of_frames([clip[::-1]]), rtol=1e-12)


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_damaged_file(tmp_path, monkeypatch, damage):
    from rnnlab.data import speech

    shutil.copy(text.FILES / "spoken_digits.npz", tmp_path)
    if damage == "changed":
        content = bytearray((tmp_path / "spoken_digits.npz").read_bytes())
        content[-1000] ^= 1
        (tmp_path / "spoken_digits.npz").write_bytes(content)
    else:
        (tmp_path / "spoken_digits.npz").unlink()
    monkeypatch.setattr(text, "FILES", tmp_path)
    speech._arrays.cache_clear()
    with pytest.raises(RuntimeError, match=r"spoken_digits\.npz"):
        spoken_digits()
    monkeypatch.undo()
    assert len(spoken_digits().clips) == 3000


def test_readme_and_licence_name_the_file():
    readme = (text.FILES / "README.md").read_text("utf-8")
    for name in ("spoken_digits.npz", "sunspots.csv"):
        assert f"`{name}`" in readme and text.HASHES[name] in readme
    notice = (text.FILES / "spoken_digits.npz.license").read_text("utf-8")
    assert "CC-BY-SA-4.0" in notice and "Jackson" in notice


def test_rebuilt_file_is_this_one(tmp_path):
    """The tool writes the same bytes from the same numbers."""
    import io

    import rebuild_recordings

    clips, digits = spoken_digits()
    source = io.BytesIO()
    lengths = np.array([len(clip) for clip in clips])
    np.savez(source, X=np.concatenate(clips).astype(np.float32), y=digits, lengths=lengths)
    fresh = rebuild_recordings.spoken_digits_file(source.getvalue())
    assert fresh == (text.FILES / "spoken_digits.npz").read_bytes()
