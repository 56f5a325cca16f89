"""RNN, LSTM, GRU, stacked and in both directions, give PyTorch's numbers, stored in a file."""

import numpy as np
import pytest

import make_golden
from make_golden import CASES, CELL_LENGTHS, CELL_SIZES, KINDS, SHAPES, leaves, our_layer, our_state
from rnnlab.diagnostics import check_layer, golden_lstm, relative_error
from rnnlab.interop import from_torch, to_torch

T, N, n_x, n_a = CELL_SIZES.values()


@pytest.fixture(scope="module")
def file():
    with np.load(make_golden.CELLS_PATH) as arrays:
        return dict(arrays)


def state_dict(file, kind, shape):
    """Cut the stored vector of weights into the arrays of PyTorch's state_dict."""
    like = to_torch(our_layer(kind, shape, **CELL_SIZES))
    ends = np.cumsum([array.size for array in like.values()])
    parts = np.split(file[f"{kind}/{shape}/weights"], ends[:-1])
    return {k: part.reshape(like[k].shape) for k, part in zip(like, parts, strict=True)}


def case_of(file, kind, shape, masked):
    prefix = f"{kind}/{shape}/{'masked' if masked else 'full'}/"
    return {name.removeprefix(prefix): v for name, v in file.items() if name.startswith(prefix)}


def parts(gradients, vector):
    """Cut a vector of all gradients into those of the single parameters."""
    cut = gradients.zeros_like()
    cut.flat[...] = vector
    return cut


def computed(file, kind, shape, masked, dtype):
    """Run our layer on the stored inputs, in the given number type."""
    layer = our_layer(kind, shape, **CELL_SIZES)
    from_torch(layer, state_dict(file, kind, shape))
    layer.params.cast(dtype)
    layer.grads.cast(dtype)
    x, dout, h0, c0, dh, dc = (file[k].astype(dtype) for k in ("x", "dout", "h0", "c0", "dh", "dc"))
    mask = file["mask"] if masked else None
    valid = np.ones((T, 1, N), dtype) if mask is None else mask[:, None].astype(dtype)
    out, state = layer.forward(x, our_state(kind, shape, h0, c0), mask)
    # PyTorch drops what enters its output at padding; here it would pass by, to the steps before.
    dx, dstate = layer.backward(dout[:, : layer.n_a] * valid, our_state(kind, shape, dh, dc))
    got = {"out": out * valid, "dx": dx}  # PyTorch writes zeros at padding
    each = 2 if kind == "LSTM" else 1
    for k in range(each):
        got[f"state{k}"] = np.stack(list(leaves(state))[k::each])
        got[f"dstate{k}"] = np.stack(list(leaves(dstate))[k::each])
    return got, layer.grads


@pytest.mark.parametrize(("dtype", "limit"), [(np.float64, 1e-12), (np.float32, 2e-5)])
@pytest.mark.parametrize(("kind", "shape", "masked"), CASES)
def test_all_numbers_of_torch(file, kind, shape, masked, dtype, limit):
    want = case_of(file, kind, shape, masked)
    got, grads = computed(file, kind, shape, masked, dtype)
    assert set(want) == {*got, "dparams"}
    wanted = parts(grads, want.pop("dparams"))
    want |= {f"d{name}": array for name, array in wanted.items()}
    got |= {f"d{name}": array for name, array in grads.items()}
    for name, array in got.items():
        assert array.dtype == dtype
        assert relative_error(array, want[name]) < limit, name
        np.testing.assert_allclose(
            array, want[name], rtol=10 * limit, atol=limit / 10, err_msg=name
        )


@pytest.mark.parametrize(("method", "limit"), [("central", 1e-7), ("complex", 1e-12)])
@pytest.mark.parametrize(("kind", "shape", "masked"), CASES)
def test_gradients_without_torch(file, kind, shape, masked, method, limit):
    """The same layers on the same inputs, before two judges that know nothing of PyTorch."""
    layer = our_layer(kind, shape, **CELL_SIZES)
    from_torch(layer, state_dict(file, kind, shape))
    mask, rng = file["mask"] if masked else None, np.random.default_rng(3)
    state = our_state(kind, shape, file["h0"], file["c0"])
    errors = check_layer(layer, file["x"], rng=rng, state=state, mask=mask, method=method)
    assert max(errors.values()) < limit, errors
    starts = [name for name in errors if name.startswith("state")]
    assert len(starts) == len(list(leaves(state)))


def test_all_combinations_are_there(file):
    assert {tuple(name.split("/")[:3]) for name in file if name.count("/") == 3} == {
        (kind, shape, case) for kind in KINDS for shape in SHAPES for case in ("full", "masked")
    }
    assert len(CASES) == 24


@pytest.mark.parametrize(("kind", "shape", "masked"), CASES)
def test_the_numbers_can_tell(file, kind, shape, masked):
    """All sizes differ, nothing is zero that matters, and gates are not saturated."""
    assert len({T, N, n_x, n_a}) == 4
    assert list(file["mask"].sum(0)) == CELL_LENGTHS != sorted(CELL_LENGTHS, reverse=True)
    for name in ("x", "dout", "h0", "c0", "dh", "dc"):
        assert file[name].all()
    for name, array in state_dict(file, kind, shape).items():
        assert array.all() and 0.1 < np.abs(array).max() < 3, name
    for name, array in case_of(file, kind, shape, masked).items():
        padded = masked and name in ("out", "dx")
        kept = array[np.broadcast_to(file["mask"][:, None], array.shape)] if padded else array
        assert np.abs(kept).min() > 0 and 0.05 < np.abs(kept).max() < 100, name
        if padded:
            assert not (array * ~file["mask"][:, None]).any()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["h0", "dh", "dout", "x"])
def test_the_numbers_notice_a_small_change(file, kind, name):
    """A change of 1e-9 in what goes in is seen: the comparison at 1e-12 is no formality."""
    moved = {k: v.copy() for k, v in file.items()}
    moved[name].flat[0] += 1e-9
    with pytest.raises(AssertionError, match=r"out|dx|state|d[Wb]_"):  # an array, by name
        test_all_numbers_of_torch(moved, kind, "single", False, np.float64, 1e-12)


def test_version_and_size(file):
    assert str(file["torch"]).startswith("2.")
    size = make_golden.CELLS_PATH.stat().st_size + make_golden.PATH.stat().st_size
    assert size < 200_000


def test_the_packages_lstm_is_that_of_the_cells(file):
    stored, want = golden_lstm(), make_golden.golden_lstm(file)
    assert stored.keys() == want.keys()
    for name, array in want.items():
        np.testing.assert_array_equal(stored[name], array, err_msg=name)
