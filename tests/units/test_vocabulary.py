"""Tokens to ids and back."""

import copy
import pickle
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlab.data import Vocabulary

tokens = st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=12, unique=True).filter(
    lambda words: not any(word.startswith("<") for word in words)
)


def test_ids_are_places_in_specials_then_tokens():
    v = Vocabulary(["bear", "was", "president"])
    assert v.tokens == ("<pad>", "<unk>", "<bos>", "<eos>", "bear", "was", "president")
    assert (v.pad, v.unk, v.bos, v.eos, v["bear"], v["president"]) == (0, 1, 2, 3, 4, 6)
    assert len(v) == 7 and list(v) == list(v.tokens) and v.specials == v.tokens[:4]
    assert type(v["bear"]) is int and type(v.unk) is int
    assert [v.token(i) for i in range(len(v))] == list(v.tokens)


def test_order_of_tokens_is_kept_not_sorted():
    assert Vocabulary(["z", "a", "m"], specials=[]).tokens == ("z", "a", "m")


@given(tokens)
def test_decode_undoes_encode(words):
    v = Vocabulary(words)
    ids = v.encode(["<bos>", *reversed(words), "<eos>"])
    assert ids.dtype == np.int64 and ids.shape == (len(words) + 2,)
    assert v.decode(ids) == ["<bos>", *reversed(words), "<eos>"]
    assert v.decode(ids.tolist()) == v.decode(ids)


def test_unknown_tokens_become_unk():
    v = Vocabulary(["bear"])
    assert v.encode(["teddy", "bear", "Bear"]).tolist() == [v.unk, 4, v.unk]
    assert v["teddy"] == v.unk and "teddy" not in v and "bear" in v and "<unk>" in v
    assert v.decode(v.encode(["teddy"])) == ["<unk>"]


def test_unknown_token_without_unk_is_an_error_that_names_it():
    v = Vocabulary("ABC", specials=["<eos>"])
    with pytest.raises(KeyError, match="'D' is not in this vocabulary, which has no <unk>"):
        v.encode("CAD")
    with pytest.raises(KeyError, match="no <unk>, only the specials"):
        v.unk  # noqa: B018
    assert v.eos == 0


def test_an_ordinary_token_that_looks_special_is_not_special():
    v = Vocabulary(["<unk>", "a"], specials=[])
    assert v["<unk>"] == 0
    with pytest.raises(KeyError, match="'b' is not in this vocabulary, which has no <unk>"):
        v["b"]
    with pytest.raises(KeyError, match="has no <unk>"):
        v.unk  # noqa: B018


def test_characters():
    v = Vocabulary(sorted(set("TEDDY WAS")))
    assert len(v) == 4 + 8
    assert v.encode("TED").tolist() == [v["T"], v["E"], v["D"]]


def test_encode_nothing_and_decode_nothing():
    v = Vocabulary(["bear"])
    assert v.encode([]).shape == (0,) and v.encode([]).dtype == np.int64
    assert v.decode([]) == []


@pytest.mark.parametrize("ids", [[7], [-1], [0, 99]])
def test_ids_out_of_range(ids):
    with pytest.raises(ValueError, match=r"ids must hold ids in 0\.\.6.*another Vocabulary"):
        Vocabulary(["a", "b", "c"]).decode(ids)


def test_token_does_not_count_from_the_end():
    with pytest.raises(ValueError, match=r"0\.\.4"):
        Vocabulary(["a"]).token(-1)


def test_decode_refuses_a_batch_and_broken_ids():
    v = Vocabulary(["a"])
    with pytest.raises(ValueError, match="one column at a time"):
        v.decode(np.zeros((3, 2), int))
    with pytest.raises(TypeError, match="whole numbers"):
        v.decode(np.array([1.0]))


@pytest.mark.parametrize(
    "words, twice", [(["a", "b", "a"], "'a'"), (["b", "<eos>"], "'<eos>'"), ("TEDDY", "'D'")]
)
def test_duplicates_are_named(words, twice):
    with pytest.raises(ValueError, match=f"must all differ, got {twice} twice"):
        Vocabulary(words)


def test_wrong_tokens():
    with pytest.raises(ValueError, match="at least one token"):
        Vocabulary([])
    with pytest.raises(TypeError, match="must be strings, got 3"):
        Vocabulary(["a", 3])
    with pytest.raises(TypeError, match="sequence of tokens"):
        Vocabulary(["a"], specials="<unk>")
    with pytest.raises(TypeError, match="decode turns ids into tokens"):
        Vocabulary(["a"]).encode([4])


def test_from_counts_takes_the_most_frequent():
    counts = Counter("to be or not to be that is to be".split())
    v = Vocabulary.from_counts(counts, size=2)
    assert v.tokens[4:] == ("be", "to")  # three each: alphabetical
    assert len(v) == 6  # specials are not counted in size


def test_from_counts_breaks_ties_alphabetically_whatever_the_order():
    one = Vocabulary.from_counts({"c": 1, "a": 1, "b": 5})
    other = Vocabulary.from_counts({"b": 5, "a": 1, "c": 1})
    assert one == other and one.tokens[4:] == ("b", "a", "c")


def test_from_counts_min_count_is_inclusive():
    counts = {"a": 3, "b": 2, "c": 1}
    assert Vocabulary.from_counts(counts, min_count=2).tokens[4:] == ("a", "b")
    assert Vocabulary.from_counts(counts, size=1, min_count=2).tokens[4:] == ("a",)
    assert Vocabulary.from_counts(counts, size=99).tokens[4:] == ("a", "b", "c")


def test_from_counts_does_not_count_specials_twice():
    v = Vocabulary.from_counts({"<unk>": 9, "a": 1}, size=1)
    assert v.tokens == ("<pad>", "<unk>", "<bos>", "<eos>", "a")


@pytest.mark.parametrize("options", [{"size": 0}, {"min_count": 0}, {"min_count": 4}])
def test_from_counts_errors(options):
    with pytest.raises(ValueError, match="at least"):
        Vocabulary.from_counts({"a": 3}, **options)


def test_equality_looks_at_tokens_order_and_specials():
    v = Vocabulary(["a", "b"])
    assert v == Vocabulary(["a", "b"]) and hash(v) == hash(Vocabulary(["a", "b"]))
    assert v != Vocabulary(["b", "a"])
    assert v != Vocabulary([*v.tokens], specials=[])
    assert v != ("<pad>", "<unk>", "<bos>", "<eos>", "a", "b")


def test_copies_and_repr():
    v = Vocabulary(["a", "b", "c"])
    assert copy.deepcopy(v) == v == pickle.loads(pickle.dumps(v))
    assert repr(v) == "Vocabulary(7 tokens: '<pad>', '<unk>', '<bos>', '<eos>', 'a', 'b', ...)"
