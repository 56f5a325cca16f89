"""Parameters: named views into one vector, safe to nest, copy and pickle."""

import copy
import pickle

import numpy as np
import pytest

from rnnlab import Parameters


def nested():
    inner = Parameters({"W": (2, 3), "b": (2, 1)})
    outer = Parameters({"layer": inner, "head": Parameters({"b_y": (4, 1)})})
    outer.flat[...] = np.arange(outer.flat.size)
    return outer, inner


def shares(p, name):
    return np.shares_memory(p.flat, p[name])


def test_views_and_vector_are_one():
    p, inner = nested()
    assert list(p) == ["layer.W", "layer.b", "head.b_y"]
    p["layer.W"][0, 0] = 50
    assert inner["W"][0, 0] == p.flat[0] == inner.flat[0] == 50
    inner.flat[-1] = 60
    assert p["layer.b"][-1, 0] == 60


def test_in_place_operators_write_and_never_rebind():
    p, inner = nested()
    before = p["layer.b"]
    p["layer.b"] += 1
    inner["b"] -= 3
    assert p["layer.b"] is before
    np.testing.assert_array_equal(before.ravel(), [4, 5])


def test_setting_checks_the_exact_shape():
    p = Parameters({"W": (2, 3)})
    with pytest.raises(ValueError, match=r"W must have shape \(2, 3\), got \(2, 1\)"):
        p["W"] = np.ones((2, 1))
    assert not p.flat.any()
    p["W"] = 2.0
    assert (p.flat == 2).all()


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(KeyError, match="no parameter 'W_xx'; there are W, b"):
        Parameters({"W": (1, 1), "b": (1, 1)})["W_xx"]


def test_old_views_are_frozen_when_parameters_move():
    inner = Parameters({"W": (2, 2)})
    stale = inner["W"]
    Parameters({"layer": inner})
    with pytest.raises(ValueError, match="read-only"):
        stale += 1


def test_a_part_belongs_to_one_model_only():
    inner = Parameters({"W": (2, 2)})
    with pytest.raises(ValueError, match=r"'b' already belongs|'a' already belongs"):
        Parameters({"a": inner, "b": inner})
    Parameters({"a": inner})
    with pytest.raises(ValueError, match=r"'again' already belongs to a model: .*deepcopy"):
        Parameters({"again": inner})


def test_a_copy_of_an_owned_part_is_free():
    p, inner = nested()
    for free in (copy.deepcopy(inner), pickle.loads(pickle.dumps(inner))):
        again = Parameters({"layer": free})
        again["layer.W"] += 9
        assert free["W"][0, 0] == 9
        assert p["layer.W"][0, 0] == 0
    with pytest.raises(ValueError, match="already belongs"):
        Parameters({"layer": copy.deepcopy(p)._parts["layer"]})


def test_parts_of_two_dtypes_are_refused():
    with pytest.raises(ValueError, match="one dtype"):
        Parameters({"a": Parameters({"W": (1, 1)}), "b": Parameters({"W": (1, 1)}, np.float32)})


def test_container_takes_the_dtype_of_its_parts():
    inner = Parameters({"W": (1, 2)}, np.float32)
    assert Parameters({"a": inner}).dtype == np.float32
    assert inner.dtype == np.float32


@pytest.mark.parametrize(
    "clone", [copy.copy, copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))]
)
def test_copies_keep_views_and_vector_together(clone):
    p, _ = nested()
    q = clone(p)
    assert all(shares(q, name) for name in q)
    np.testing.assert_array_equal(q.flat, p.flat)
    q["layer.W"] += 100
    assert q.flat[0] == 100
    assert p.flat[0] == 0


def test_a_copied_pair_keeps_part_and_whole_together():
    p, inner = nested()
    q, part = copy.deepcopy((p, inner))
    part["W"] += 7
    assert q["layer.W"][0, 0] == 7
    assert p["layer.W"][0, 0] == 0


def test_load_is_all_or_nothing():
    p, _ = nested()
    before = p.flat.copy()
    good = {name: np.ones_like(view) for name, view in p.items()}
    bad = {
        **good,
        "layer.b": np.ones((2, 2)),
        "head.b_y": np.full((4, 1), np.nan),
        "extra": np.ones(1),
    }
    del bad["layer.W"]
    with pytest.raises(ValueError) as error:
        p.load(bad)
    message = str(error.value)
    for part in (
        "layer.W is missing",
        "extra is unknown",
        "layer.b must have shape (2, 1), got (2, 2)",
        "head.b_y holds NaN",
    ):
        assert part in message
    np.testing.assert_array_equal(p.flat, before)
    p.load(good)
    assert (p.flat == 1).all()


def test_load_refuses_words():
    p = Parameters({"W": (1, 1)})
    with pytest.raises(ValueError, match="W must hold real numbers"):
        p.load({"W": np.array([["one"]])})


def test_cast_moves_the_whole_model_only():
    p, inner = nested()
    with pytest.raises(ValueError, match="cast the whole model"):
        inner.cast(complex)
    p.cast(complex)
    assert inner["W"].dtype == complex
    assert np.shares_memory(p.flat, inner["W"])


def test_zeros_like_has_its_own_vector():
    p, _ = nested()
    g = p.zeros_like()
    assert list(g) == list(p)
    assert not g.flat.any()
    g["layer.W"] += 1
    assert p["layer.W"][0, 0] == 0


def test_repr_names_the_arrays():
    assert repr(Parameters({"W": (2, 3)})) == "Parameters(6 numbers: W (2, 3))"
