"""Layers as plain data and back."""

import json

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Bidirectional, Dense, Embedding, SequenceModel, Stacked
from rnnlab.layers import layer_from, parts_list


def layers(dtype=np.float64):
    how = {"rng": np.random.default_rng(8), "dtype": dtype}
    return {
        "RNN": RNN(2, 3, g0="relu", **how),
        "LSTM": LSTM(2, 3, **how),
        "forget_bias": LSTM(2, 3, forget_bias=1.5, **how),
        "after": GRU(2, 3, **how),
        "before": GRU(2, 3, reset="before", **how),
        "Bidirectional": Bidirectional(GRU(2, 3, reset="before", **how), RNN(2, 4, **how)),
        "Stacked": Stacked(LSTM(2, 3, forget_bias=2.0, **how), RNN(3, 4, g0="identity", **how)),
        "both": Stacked(
            Bidirectional(Stacked(RNN(2, 5, **how), GRU(5, 1, **how)), LSTM(2, 3, **how)),
            Bidirectional(RNN(4, 2, **how), RNN(4, 1, g0="sigmoid", **how)),
        ),
    }


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("kind", layers())
def test_there_and_back(kind, dtype):
    layer = layers(dtype)[kind]
    text = json.dumps(parts_list(layer))  # nothing but numbers, strings, lists, dicts, None
    twin = layer_from(json.loads(text), rng=np.random.default_rng(1), dtype=dtype)
    assert repr(twin) == repr(layer)
    assert {k: v.shape for k, v in twin.params.items()} == {
        k: v.shape for k, v in layer.params.items()
    }
    assert not np.array_equal(twin.params.flat, layer.params.flat)  # newly drawn
    assert parts_list(twin) == parts_list(layer)


def test_what_it_says():
    all_layers = layers()
    forget_bias = {"kind": "LSTM", "n_x": 2, "n_a": 3, "forget_bias": 1.5}
    assert parts_list(all_layers["forget_bias"]) == forget_bias
    assert parts_list(all_layers["Bidirectional"]) == {
        "kind": "Bidirectional",
        "fwd": {"kind": "GRU", "n_x": 2, "n_a": 3, "reset": "before"},
        "bwd": {"kind": "RNN", "n_x": 2, "n_a": 4, "g0": "tanh"},
    }
    above = {"kind": "RNN", "n_x": 3, "n_a": 4, "g0": "identity"}
    assert parts_list(all_layers["Stacked"]) == {
        "kind": "Stacked",
        "layers": [forget_bias | {"forget_bias": 2.0}, above],
    }


def test_numbers_of_numpy_are_plain_numbers():
    """As sizes are when they were counted: ids.max() + 1."""
    rng, two = np.random.default_rng(0), np.int64(2)
    layer = Stacked(LSTM(two, two, rng=rng, forget_bias=np.float32(1)), RNN(two, two, rng=rng))
    below = {"kind": "LSTM", "n_x": 2, "n_a": 2, "forget_bias": 1.0}
    assert json.loads(json.dumps(parts_list(layer)))["layers"][0] == below


def test_a_description_is_not_used_up():
    description = parts_list(layers()["both"])
    copied = json.loads(json.dumps(description))
    layer_from(description, rng=np.random.default_rng(0))
    assert description == copied


def test_only_layers_of_the_package():
    class Other(LSTM):
        """A layer that another program could not make again."""

    rng = np.random.default_rng(0)
    for layer in (Dense(2, 3, rng=rng), Embedding(4, 2, rng=rng), Other(2, 3, rng=rng)):
        name = type(layer).__name__
        with pytest.raises(TypeError, match=f"only layers of rnnlab can be described, got {name}"):
            parts_list(layer)
    with pytest.raises(TypeError, match="got Other"):
        parts_list(Stacked(RNN(2, 2, rng=rng), Other(2, 3, rng=rng)))


@pytest.mark.parametrize("kind", ["Transformer", "Dense", "", None])
def test_unknown_kind(kind):
    with pytest.raises(ValueError, match=f"a layer of kind {kind!r}, which is unknown here"):
        layer_from({"kind": kind, "n_x": 2, "n_a": 3}, rng=np.random.default_rng(0))


def written(path, layer):
    """A model file whose layer is described otherwise."""
    rng = np.random.default_rng(0)
    SequenceModel(LSTM(2, 3, rng=rng), Dense(3, 2, rng=rng)).save(path)
    with np.load(path) as file:
        made_of, flat = json.loads(str(file["model"])), file["flat"]
    np.savez(path, model=np.array(json.dumps(made_of | {"layer": layer})), flat=flat)
    return path


LSTM_2_3 = {"kind": "LSTM", "n_x": 2, "n_a": 3}


@pytest.mark.parametrize(
    "layer",
    [
        {"kind": "LSTN", "n_x": 2, "n_a": 3},
        {"n_x": 2, "n_a": 3},
        {"kind": "LSTM", "n_x": 2},
        LSTM_2_3 | {"n_a": -3},
        LSTM_2_3 | {"n_x": "2"},
        LSTM_2_3 | {"peephole": True},
        LSTM_2_3 | {"forget_bias": "much"},
        LSTM_2_3 | {"kind": "GRU", "reset": "never"},
        {"kind": "Stacked", "layers": []},
        {"kind": "Stacked", "layers": "LSTM"},
        {"kind": "Stacked", "layers": [LSTM_2_3, LSTM_2_3]},
        {"kind": "Bidirectional", "fwd": LSTM_2_3},
        [LSTM_2_3],
        None,
        LSTM_2_3 | {"n_a": 4},
        {"kind": "RNN", "n_x": 2, "n_a": 3},
    ],
    ids=str,
)
def test_damaged_files(layer, tmp_path):
    path = written(tmp_path / "model.npz", layer)
    with pytest.raises(ValueError, match=r"model\.npz is (no model file or is )?damaged"):
        SequenceModel.load(path)


def test_undamaged_file(tmp_path):
    model = SequenceModel.load(written(tmp_path / "model.npz", LSTM_2_3))
    assert repr(model.layer) == "LSTM(n_x=2, n_a=3, dtype=float64)"
