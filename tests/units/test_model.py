"""The whole model: gradients of every parameter, heads, masks, files."""

import copy
import json
import pickle

import numpy as np
import pytest

from rnnlab import RNN, Dense, Embedding, SequenceModel
from unrolled.teddy import teddy_example, teddy_model

T, N_X, N_A, N_Y, N, N_V = 6, 2, 5, 3, 4, 7
MASK = np.arange(T)[:, None] < np.array([6, 4, 1, 5])


LOSSES = ["softmax_cross_entropy", "binary_cross_entropy", "squared_error"]


def make(loss="softmax_cross_entropy", read="every", embedding=False, dtype=np.float64, seed=7):
    rng = np.random.default_rng(seed)
    table = Embedding(N_V, N_X, rng=rng, dtype=dtype) if embedding else None
    model = SequenceModel(
        RNN(N_X, N_A, rng=rng, dtype=dtype),
        Dense(N_A, N_Y, rng=rng, dtype=dtype),
        loss=loss,
        read=read,
        embedding=table,
    )
    steps = T if read == "every" else 1
    x = rng.integers(0, N_V, (T, N)) if embedding else rng.normal(size=(T, N_X, N)).astype(dtype)
    softmax = loss == "softmax_cross_entropy"
    y = rng.integers(0, N_Y, (steps, N)) if softmax else rng.uniform(size=(steps, N_Y, N))
    return model, x, y


@pytest.mark.parametrize("embedding", [False, True])
@pytest.mark.parametrize("mask", [None, MASK])
@pytest.mark.parametrize("read", ["every", "last"])
@pytest.mark.parametrize("loss", LOSSES)
def test_gradient_equals_complex_step(loss, read, mask, embedding):
    model, x, y = make(loss, read, embedding)
    state = np.random.default_rng(8).normal(size=(N_A, N))
    model.loss_and_grads(x, y, state, mask)
    other = copy.deepcopy(model)
    other.params.cast(complex)
    by_step = np.empty_like(model.grads.flat)
    for k in range(by_step.size):
        other.params.flat[k] += 1e-30j
        by_step[k] = other.loss(x, y, state, mask)[0].imag / 1e-30
        other.params.flat[k] = other.params.flat[k].real
    for name in model.grads:
        assert np.abs(model.grads[name]).max() > 0, name
    assert np.linalg.norm(model.grads.flat - by_step) < 1e-12 * np.linalg.norm(by_step)


def test_gradients_are_fresh_each_time():
    model, x, y = make()
    model.loss_and_grads(x, y)
    once = model.grads.flat.copy()
    model.loss_and_grads(x, y)
    np.testing.assert_array_equal(model.grads.flat, once)


def test_loss_leaves_gradients_alone():
    model, x, y = make()
    model.grads.flat[...] = 1
    assert model.loss(x, y)[0] == model.loss_and_grads(x, y)[0]
    model.grads.flat[...] = 1
    model.loss(x, y)
    assert (model.grads.flat == 1).all()


def test_last_reads_the_last_valid_state():
    model, x, _ = make(read="last")
    z, state = model.forward(x, None, MASK)
    for i, length in enumerate(MASK.sum(0)):
        alone, _ = model.forward(x[:length, :, i : i + 1])
        np.testing.assert_allclose(z[0, :, i], alone[0, :, 0], rtol=1e-12)
    W, b = model.params["head.W_ya"], model.params["head.b_y"]
    np.testing.assert_allclose(z[0], W @ state + b, rtol=1e-12)


def test_padding_changes_neither_loss_nor_gradient():
    model, x, y = make()
    loss, _ = model.loss_and_grads(x, y, mask=MASK)
    grads = model.grads.flat.copy()
    longer = np.concatenate([x, np.full((3, N_X, N), 9.0)])
    padded_y = np.concatenate([y, np.zeros((3, N), int)])
    padded_mask = np.concatenate([MASK, np.zeros((3, N), bool)])
    loss_padded, _ = model.loss_and_grads(longer, padded_y, mask=padded_mask)
    np.testing.assert_allclose(loss_padded, loss, rtol=1e-14)
    np.testing.assert_allclose(model.grads.flat, grads, rtol=1e-11, atol=1e-15)


def test_y_mask_chooses_the_steps_that_count():
    model, x, y = make()
    only_third = np.zeros((T, N), bool)
    only_third[2] = True
    loss, _ = model.loss(x, y, mask=None, y_mask=only_third)
    z, _ = model.forward(x)
    p = np.exp(z[2]) / np.exp(z[2]).sum(0)
    np.testing.assert_allclose(loss, -np.log(p[y[2], np.arange(N)]).mean(), rtol=1e-13)


def test_predict_uses_the_g1_of_the_loss():
    for loss, low, high in (("softmax_cross_entropy", 0, 1), ("binary_cross_entropy", 0, 1)):
        model, x, _ = make(loss)
        y_hat, _ = model.predict(x)
        assert low < y_hat.min() and y_hat.max() < high
    model, x, _ = make("squared_error")
    np.testing.assert_array_equal(model.predict(x)[0], model.forward(x)[0])


def test_teddy_by_plain_arithmetic():
    e, a = teddy_example(), [0.0, 0.0]
    want = []
    for x in (0.5, 0.3, 0.9):
        a = [
            np.tanh(0.5 * a[0] - 0.3 * a[1] + 1.0 * x),
            np.tanh(0.4 * a[0] + 0.2 * a[1] - 0.5 * x),
        ]
        want.append(1 / (1 + np.exp(-(a[0] - a[1]))))
    np.testing.assert_allclose(teddy_model().predict(e["x"])[0].ravel(), want, rtol=1e-14)


@pytest.mark.parametrize("read", ["every", "last"])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_loaded_model_has_the_same_loss_and_reads_the_same(tmp_path, loss, read):
    model, x, y = make(loss, read)
    model.save(tmp_path / "model.npz")
    again = SequenceModel.load(tmp_path / "model.npz")
    assert repr(again) == repr(model) and f"loss={loss!r}, read={read!r}" in repr(model)
    assert again.loss(x, y, None, MASK)[0] == model.loss(x, y, None, MASK)[0]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("embedding", [False, True])
def test_save_and_load(tmp_path, dtype, embedding):
    model, x, y = make(read="last", embedding=embedding, dtype=dtype)
    model.save(tmp_path / "model.npz")
    again = SequenceModel.load(tmp_path / "model.npz")
    assert repr(again) == repr(model)
    assert again.params.dtype == dtype
    assert again.loss(x, y)[0] == model.loss(x, y)[0]


def damaged(path, how):
    raw = bytearray(path.read_bytes())
    with np.load(path) as file:
        made_of, flat = json.loads(str(file["model"])), file["flat"]
    if how == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "text":
        path.write_text("no model")
    elif how == "bit":
        raw[len(raw) // 3] ^= 0xFF
        path.write_bytes(raw)
    elif how == "foreign npz":
        np.savez(path, weights=flat)
    elif how == "short":
        np.savez(path, model=np.array(json.dumps(made_of)), flat=flat[:-1])
    elif how == "nan":
        np.savez(path, model=np.array(json.dumps(made_of)), flat=flat * np.nan)
    elif how == "format":
        np.savez(path, model=np.array(json.dumps(made_of | {"format": "other 9"})), flat=flat)
    elif how == "kind":
        made_of["layer"]["kind"] = "Oracle"
        np.savez(path, model=np.array(json.dumps(made_of)), flat=flat)
    elif how == "pickle":
        path.write_bytes(pickle.dumps(flat))


@pytest.mark.parametrize(
    "how",
    ["cut", "empty", "text", "bit", "foreign npz", "short", "nan", "format", "kind", "pickle"],
)
def test_a_damaged_file_is_named(tmp_path, how):
    path = tmp_path / "model.npz"
    make()[0].save(path)
    damaged(path, how)
    with pytest.raises(ValueError, match=r"model\.npz is (no model file|damaged)"):
        SequenceModel.load(path)


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        SequenceModel.load(tmp_path / "none.npz")


def test_parts_must_fit():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match=r"head\.n_a must be layer\.n_a=5, got 4"):
        SequenceModel(RNN(2, 5, rng=rng), Dense(4, 3, rng=rng))
    with pytest.raises(ValueError, match=r"embedding\.n_x must be layer\.n_x=2, got 3"):
        SequenceModel(RNN(2, 5, rng=rng), Dense(5, 3, rng=rng), embedding=Embedding(7, 3, rng=rng))
    with pytest.raises(ValueError, match="loss must be one of softmax_cross_entropy"):
        SequenceModel(RNN(2, 5, rng=rng), Dense(5, 3, rng=rng), loss="hinge")
    with pytest.raises(ValueError, match="read must be 'every' or 'last'"):
        SequenceModel(RNN(2, 5, rng=rng), Dense(5, 3, rng=rng), read="first")


def test_copies_are_independent_models():
    model, x, y = make()
    for clone in (copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        before = model.params.flat.copy()
        clone.params.flat[...] += 1
        np.testing.assert_array_equal(model.params.flat, before)
        assert clone.layer.params["W_aa"][0, 0] == model.layer.params["W_aa"][0, 0] + 1
        clone.loss_and_grads(x, y)
        assert np.shares_memory(clone.grads.flat, clone.layer.grads["W_aa"])
        assert clone.layer.grads["W_aa"].any()
