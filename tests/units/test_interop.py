"""Weights in PyTorch's and in Ng's layout: there and back, and what is refused."""

import copy

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Bidirectional, Dense, Stacked
from rnnlab.interop import from_ng, from_torch, to_ng, to_torch

T, N, n_x, n_a = 7, 4, 3, 5
BLOCKS = {"RNN": 1, "LSTM": 4, "GRU": 3}
SHAPES = {"single": (1, 1), "stacked": (3, 1), "bidirectional": (1, 2), "both": (2, 2)}
CELLS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}


def make(kind, shape="single", seed=8, **how):
    rng, (layers, directions) = np.random.default_rng(seed), SHAPES[shape]

    def level(n_x):
        cells = [CELLS[kind](n_x, n_a, rng=rng, **how) for _ in range(directions)]
        return Bidirectional(*cells) if directions == 2 else cells[0]

    levels = [level(n_x if k == 0 else directions * n_a) for k in range(layers)]
    return Stacked(*levels) if layers > 1 else levels[0]


def suffixes(shape):
    layers, directions = SHAPES[shape]
    return [f"l{k}{end}" for k in range(layers) for end in ["", "_reverse"][:directions]]


def torch_like(kind, shape="single", dtype=np.float64, seed=5):
    """A state_dict as torch.nn would have it, written down independently of rnnlab."""
    rng, (_, directions) = np.random.default_rng(seed), SHAPES[shape]
    rows, arrays = BLOCKS[kind] * n_a, {}
    for suffix in suffixes(shape):
        n_in = n_x if suffix.startswith("l0") else directions * n_a
        arrays[f"weight_ih_{suffix}"] = rng.normal(size=(rows, n_in)).astype(dtype)
        arrays[f"weight_hh_{suffix}"] = rng.normal(size=(rows, n_a)).astype(dtype)
        arrays[f"bias_ih_{suffix}"] = rng.normal(size=rows).astype(dtype)
        arrays[f"bias_hh_{suffix}"] = rng.normal(size=rows).astype(dtype)
    return arrays


def prefix(suffix, shape):
    """The place of a cell in our names: "l1_reverse" of a stack is "l1.bwd."."""
    layers, directions = SHAPES[shape]
    end = {1: "", 2: "bwd." if suffix.endswith("_reverse") else "fwd."}[directions]
    return (suffix.split("_")[0] + "." if layers > 1 else "") + end


everything = pytest.mark.parametrize(
    ("kind", "shape"), [(kind, shape) for kind in CELLS for shape in SHAPES]
)


# -- PyTorch ---------------------------------------------------------------------------------------


@everything
def test_each_array_goes_to_its_place(kind, shape):
    layer, arrays = make(kind, shape), torch_like(kind, shape)
    from_torch(layer, arrays)
    for suffix in suffixes(shape):
        at = prefix(suffix, shape)
        first, second = arrays[f"bias_ih_{suffix}"], arrays[f"bias_hh_{suffix}"]
        want = {
            "W_ax": arrays[f"weight_ih_{suffix}"],
            "W_aa": arrays[f"weight_hh_{suffix}"],
            "b_a": (first + second)[:, None],
        }
        if kind == "GRU":
            want["b_a"][2 * n_a :, 0] = first[2 * n_a :]
            want["b_g"] = second[2 * n_a :, None]
        for name, array in want.items():
            np.testing.assert_array_equal(layer.params[at + name], array)
    assert all(np.shares_memory(view, layer.params.flat) for view in layer.params.values())


@everything
def test_out_is_a_copy_with_one_bias(kind, shape):
    layer = make(kind, shape)
    arrays = to_torch(layer)
    assert {k: v.shape for k, v in arrays.items()} == {
        k: v.shape for k, v in torch_like(kind, shape).items()
    }
    assert list(arrays) == list(torch_like(kind, shape))
    for suffix in suffixes(shape):
        second = arrays[f"bias_hh_{suffix}"]
        assert not second[: 2 * n_a if kind == "GRU" else None].any()
        if kind == "GRU":
            b_g = layer.params[prefix(suffix, shape) + "b_g"]
            np.testing.assert_array_equal(second[2 * n_a :], b_g[:, 0])
    before = layer.params.flat.copy()
    for array in arrays.values():
        array[...] = 7
    np.testing.assert_array_equal(layer.params.flat, before)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@everything
def test_there_and_back(kind, shape, dtype):
    one, other = (make(kind, shape, seed, dtype=dtype) for seed in (1, 2))
    arrays = to_torch(one)
    assert {array.dtype for array in arrays.values()} == {np.dtype(dtype)}
    from_torch(other, arrays)
    np.testing.assert_array_equal(one.params.flat, other.params.flat)
    assert one.params.flat.all()


@everything
def test_the_split_of_the_biases_does_not_matter(kind, shape):
    """Apart from the GRU's candidate, only their sum acts."""
    arrays, x = torch_like(kind, shape), np.random.default_rng(0).normal(size=(T, n_x, N))
    layer = make(kind, shape)
    from_torch(layer, arrays)
    want, _ = layer.forward(x)
    rows = slice(0, 2 * n_a if kind == "GRU" else None)
    for suffix in suffixes(shape):
        arrays[f"bias_ih_{suffix}"][rows] += 0.5
        arrays[f"bias_hh_{suffix}"][rows] -= 0.5
    from_torch(layer, arrays)
    np.testing.assert_allclose(layer.forward(x)[0], want, rtol=1e-12, atol=1e-14)
    if kind == "GRU":
        arrays["bias_ih_l0"][2 * n_a :] += 0.5
        arrays["bias_hh_l0"][2 * n_a :] -= 0.5
        from_torch(layer, arrays)
        assert np.abs(layer.forward(x)[0] - want).max() > 1e-3


def test_saved_file(tmp_path):
    layer, arrays = make("LSTM", "both"), torch_like("LSTM", "both")
    np.savez(tmp_path / "weights.npz", **arrays)
    with np.load(tmp_path / "weights.npz") as file:
        from_torch(layer, file)
    np.testing.assert_array_equal(layer.params["l1.bwd.W_aa"], arrays["weight_hh_l1_reverse"])


def test_number_type_stays_that_of_the_layer():
    wide, small = make("GRU"), make("GRU", dtype=np.float32)
    from_torch(wide, torch_like("GRU", dtype=np.float32))
    from_torch(small, torch_like("GRU"))
    assert wide.params.dtype == np.float64 and small.params.dtype == np.float32
    want = torch_like("GRU", dtype=np.float32)["weight_ih_l0"]
    np.testing.assert_array_equal(small.params["W_ax"], want)


def test_a_stack_of_stacks_is_one_stack():
    rng = np.random.default_rng(0)
    nested = Stacked(Stacked(LSTM(n_x, n_a, rng=rng), LSTM(n_a, n_a, rng=rng)),
                     LSTM(n_a, n_a, rng=rng))  # fmt: skip
    from_torch(nested, torch_like("LSTM", "stacked"))
    flat = make("LSTM", "stacked")
    from_torch(flat, torch_like("LSTM", "stacked"))
    np.testing.assert_array_equal(nested.params.flat, flat.params.flat)


def without(name, kind="LSTM", shape="single"):
    return {k: v for k, v in torch_like(kind, shape).items() if k != name}


def refused(layer, arrays, message, load=from_torch):
    before = layer.params.flat.copy()
    with pytest.raises(ValueError, match=message):
        load(layer, arrays)
    np.testing.assert_array_equal(layer.params.flat, before)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        (without("bias_hh_l0"), "bias_hh_l0 is missing"),
        (without("bias_hh_l0") | {"bias_hh": 0.0}, "bias_hh_l0 is missing; bias_hh is unknown"),
        (torch_like("LSTM", "stacked"), "weight_ih_l1 is unknown.*weight_ih_l2 is unknown"),
        (torch_like("LSTM", "bidirectional"), "weight_ih_l0_reverse is unknown"),
        (torch_like("LSTM") | {"weight_hr_l0": np.ones((2, n_a))},
         r"weight_hr_l0 is unknown \(proj_size > 0: rnnlab has no projections\)"),
        (torch_like("LSTM") | {"weight_ih_l0": np.ones((n_x, 20))},
         r"weight_ih_l0 must have shape \(20, 3\), got \(3, 20\)"),
        (torch_like("GRU"), r"weight_hh_l0 must have shape \(20, 5\), got \(15, 5\)"),
        (torch_like("LSTM") | {"bias_ih_l0": np.ones((20, 1))},
         r"bias_ih_l0 must have shape \(20,\), got \(20, 1\)"),
        (torch_like("LSTM") | {"bias_hh_l0": np.full(20, np.nan)}, "bias_hh_l0 must hold finite"),
        (torch_like("LSTM") | {"bias_hh_l0": np.ones(20, complex)}, "bias_hh_l0 must hold finite"),
        (torch_like("LSTM") | {"bias_hh_l0": np.full(20, "1")}, "must hold finite real"),
        ({}, "weight_ih_l0 is missing; weight_hh_l0 is missing; bias_ih_l0 is missing"),
    ],
)  # fmt: skip
def test_refused_and_nothing_changed(arrays, message):
    refused(make("LSTM"), arrays, message)
    refused(make("LSTM"), arrays, r"state_dict\(\) of torch\.nn\.LSTM\(3, 5\) with biases")


def test_one_wrong_array_of_many_changes_nothing():
    arrays = torch_like("GRU", "both")
    arrays["bias_hh_l1_reverse"][-1] = np.inf
    message = "bias_hh_l1_reverse must hold finite real numbers. Expected is the state_dict"
    refused(make("GRU", "both"), arrays, message)


def test_too_large_for_float32():
    arrays = torch_like("RNN")
    arrays["weight_hh_l0"][0, 0] = 1e300
    refused(make("RNN", dtype=np.float32), arrays, "weight_hh_l0 must hold finite real numbers")
    from_torch(make("RNN"), arrays)


@pytest.mark.parametrize(
    ("kind", "shape", "how", "expected"),
    [
        ("RNN", "single", {}, r"RNN\(3, 5\)"),
        ("RNN", "single", {"g0": "relu"}, r"RNN\(3, 5, nonlinearity='relu'\)"),
        ("GRU", "stacked", {}, r"GRU\(3, 5, num_layers=3\)"),
        ("LSTM", "bidirectional", {}, r"LSTM\(3, 5, bidirectional=True\)"),
        ("GRU", "both", {}, r"GRU\(3, 5, num_layers=2, bidirectional=True\)"),
    ],
)
def test_the_message_says_what_is_expected(kind, shape, how, expected):
    refused(make(kind, shape, **how), {}, rf"torch\.nn\.{expected} with biases")


def both_ways(layer, error, message):
    before = layer.params.flat.copy()
    for call in (lambda: to_torch(layer), lambda: from_torch(layer, torch_like("RNN"))):
        with pytest.raises(error, match=message):
            call()
    np.testing.assert_array_equal(layer.params.flat, before)


@pytest.mark.parametrize("g0", ["sigmoid", "identity"])
@pytest.mark.parametrize("shape", SHAPES)
def test_functions_that_torch_lacks(g0, shape):
    message = f"g0 must be tanh or relu, got '{g0}'"
    both_ways(make("RNN", shape, g0=g0), ValueError, message)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_form_of_the_gru_that_torch_lacks(shape):
    message = "reset must be 'after', got 'before': torch.nn.GRU resets after the product"
    both_ways(make("GRU", shape, reset="before"), ValueError, message)


def test_combinations_that_torch_lacks():
    rng = np.random.default_rng(8)
    one = "all cells must be of one kind, with the same n_a and g0, got"
    for layer, message in [
        (Stacked(RNN(n_x, n_a, rng=rng), LSTM(n_a, n_a, rng=rng)), one),
        (Stacked(GRU(n_x, n_a, rng=rng), GRU(n_a, 2, rng=rng)), one),
        (Stacked(RNN(n_x, n_a, rng=rng), RNN(n_a, n_a, rng=rng, g0="relu")), one),
        (Bidirectional(LSTM(n_x, n_a, rng=rng), LSTM(n_x, 2, rng=rng)), one),
        (Bidirectional(LSTM(n_x, n_a, rng=rng), GRU(n_x, n_a, rng=rng)), one),
        (Stacked(make("LSTM", "bidirectional"), LSTM(2 * n_a, n_a, rng=rng)),
         "all layers must have one direction, or all two, got"),
        (Stacked(LSTM(n_x, n_a, rng=rng), Bidirectional(LSTM(n_a, n_a, rng=rng),
                                                        LSTM(n_a, n_a, rng=rng))),
         "all layers must have one direction, or all two, got"),
    ]:  # fmt: skip
        both_ways(layer, ValueError, message)


def test_only_recurrent_layers():
    rng = np.random.default_rng(8)
    inside = Bidirectional(Stacked(RNN(n_x, n_a, rng=rng)), Stacked(RNN(n_x, n_a, rng=rng)))
    expected = "layer must be an RNN, LSTM or GRU, or these in Bidirectional and Stacked, got"
    both_ways(Dense(n_a, 2, rng=rng), TypeError, f"{expected} Dense")
    both_ways(inside, TypeError, f"{expected} Stacked")


# -- Ng --------------------------------------------------------------------------------------------


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def ng_gru(p, x, c):
    """The GRU of the course, in its own letters, one matrix per gate."""
    path = []
    for x_t in x:
        both = np.concatenate([c, x_t])
        gamma_u, gamma_r = sigmoid(p["Wu"] @ both + p["bu"]), sigmoid(p["Wr"] @ both + p["br"])
        c_tilde = np.tanh(p["Wc"] @ np.concatenate([gamma_r * c, x_t]) + p["bc"])
        c = gamma_u * c_tilde + (1 - gamma_u) * c
        path.append(c)
    return np.stack(path)


def ng_lstm(p, x, a, c):
    """The LSTM of the course's assignment, in its own letters."""
    path = []
    for x_t in x:
        concat = np.concatenate([a, x_t])
        f, i, o = (sigmoid(p[f"W{gate}"] @ concat + p[f"b{gate}"]) for gate in "fio")
        c = f * c + i * np.tanh(p["Wc"] @ concat + p["bc"])
        a = o * np.tanh(c)
        path.append(a)
    return np.stack(path)


NG = {"LSTM": ("fico", {}), "GRU": ("urc", {"reset": "before"})}


def ng_like(kind, seed=5):
    rng, arrays = np.random.default_rng(seed), {}
    for gate in NG[kind][0]:
        arrays[f"W{gate}"] = rng.normal(size=(n_a, n_a + n_x))
        arrays[f"b{gate}"] = rng.normal(size=(n_a, 1))
    return arrays


@pytest.mark.parametrize("kind", NG)
def test_ng_computes_the_same(kind):
    layer, rng = make(kind, **NG[kind][1]), np.random.default_rng(1)
    from_ng(layer, arrays := ng_like(kind))
    x, a0, c0 = (rng.normal(size=s) for s in ((T, n_x, N), (n_a, N), (n_a, N)))
    if kind == "GRU":
        got, want = layer.forward(x, a0)[0], ng_gru(arrays, x, a0)
    else:
        got, want = layer.forward(x, (a0, c0))[0], ng_lstm(arrays, x, a0, c0)
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("kind", NG)
def test_ng_there_and_back(kind):
    layer, arrays = make(kind, **NG[kind][1]), ng_like(kind)
    from_ng(layer, arrays)
    back = to_ng(layer)
    assert list(back) == list(arrays)
    for name in arrays:
        np.testing.assert_array_equal(back[name], arrays[name])
        back[name][...] = 7  # copies
    assert not (layer.params.flat == 7).any()
    small = make(kind, dtype=np.float32, **NG[kind][1])
    assert {v.dtype for v in to_ng(small).values()} == {np.dtype(np.float32)}


def test_ng_update_gate_is_turned_round():
    layer = make("GRU", reset="before")
    ng = to_ng(layer)
    np.testing.assert_array_equal(ng["bu"], -layer.gate("b_a", "z"))
    np.testing.assert_array_equal(ng["Wu"][:, :n_a], -layer.gate("W_aa", "z"))
    np.testing.assert_array_equal(ng["Wr"][:, n_a:], layer.gate("W_ax", "r"))
    np.testing.assert_array_equal(ng["Wc"][:, :n_a], layer.gate("W_aa", "n"))


@pytest.mark.parametrize("kind", NG)
def test_ng_refused_and_nothing_changed(kind):
    layer, arrays = make(kind, **NG[kind][1]), ng_like(kind)
    for wrong, message in [
        ({k: v for k, v in arrays.items() if k != "bc"}, "bc is missing"),
        (arrays | {"Wy": np.ones((2, n_a))}, "Wy is unknown.*no readout"),
        (arrays | {"Wc": np.ones((n_a, n_x))}, r"Wc must have shape \(5, 8\), got \(5, 3\)"),
        (arrays | {"bc": np.ones(n_a)}, r"bc must have shape \(5, 1\), got \(5,\)"),
        (arrays | {"bc": np.full((n_a, 1), np.inf)}, "bc must hold finite real numbers"),
        (torch_like(kind), "weight_ih_l0 is unknown"),
    ]:
        refused(layer, wrong, message, load=from_ng)


def test_layers_that_ng_lacks():
    after = make("GRU")
    for call in (lambda: to_ng(after), lambda: from_ng(after, ng_like("GRU"))):
        with pytest.raises(ValueError, match=r"reset must be 'before', got 'after'.*Ng's course"):
            call()
    for layer in (
        make("RNN"),
        make("LSTM", "stacked"),
        Dense(n_a, 2, rng=np.random.default_rng(0)),
    ):
        name = type(layer).__name__
        for call in (lambda p=layer: to_ng(p), lambda p=layer: from_ng(p, ng_like("GRU"))):
            with pytest.raises(TypeError, match=f"layer must be an LSTM or a GRU, got {name}"):
                call()


def test_pytorch_to_ng():
    """An LSTM can go all the way: from PyTorch's layout to Ng's."""
    layer, x = make("LSTM"), np.random.default_rng(1).normal(size=(T, n_x, N))
    from_torch(layer, torch_like("LSTM"))
    twin = copy.deepcopy(layer)
    twin.params.flat[...] = 0
    from_ng(twin, to_ng(layer))
    np.testing.assert_array_equal(twin.params.flat, layer.params.flat)
    zeros = np.zeros((n_a, N))
    want = ng_lstm(to_ng(layer), x, zeros, zeros)
    np.testing.assert_allclose(layer.forward(x)[0], want, rtol=1e-12, atol=1e-14)
