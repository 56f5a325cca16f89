"""fit: what it records, when it stops, what it refuses."""

import copy

import numpy as np
import pytest

from rnnlab import RNN, SGD, Adam, Batch, Dense, SequenceModel, evaluate, fit
from rnnlab.data import stream_chunks

T, N_X, N_A, N_Y, N = 6, 2, 5, 3, 4


def make(seed=9, read="every"):
    rng = np.random.default_rng(seed)
    model = SequenceModel(RNN(N_X, N_A, rng=rng), Dense(N_A, N_Y, rng=rng), read=read)
    steps = T if read == "every" else 1
    batches = [
        Batch(rng.normal(size=(T, N_X, N)), rng.integers(0, N_Y, (steps, N))) for _ in range(3)
    ]
    return model, batches


def test_one_epoch_of_sgd_is_the_update_written_out():
    model, batches = make()
    other = copy.deepcopy(model)
    history = fit(model, batches, SGD(model.params, lr=0.1), epochs=2, max_norm=0.05)
    for k, batch in enumerate(batches * 2):
        loss, _ = other.loss_and_grads(batch.x, batch.y)
        norm = np.linalg.norm(other.grads.flat)
        assert history.loss[k] == pytest.approx(loss, rel=1e-12)
        assert history.norm[k] == pytest.approx(norm, rel=1e-12)
        other.params.flat[...] -= 0.1 * other.grads.flat * min(1, 0.05 / norm)
    np.testing.assert_allclose(model.params.flat, other.params.flat, rtol=1e-12)
    assert max(history.norm) > 0.05


def test_carry_state_hands_the_state_on_and_resets_each_epoch():
    model, batches = make()
    frozen = SGD(model.params, lr=1e-300)
    history = fit(model, batches, frozen, epochs=2, carry_state=True)
    want, state = [], None
    for batch in batches:
        loss, state = model.loss(batch.x, batch.y, state)
        want.append(loss)
    assert history.loss == pytest.approx(want * 2, rel=1e-13)
    assert fit(model, batches, frozen, epochs=1).loss[1] != pytest.approx(want[1], rel=1e-6)


def test_batches_may_be_a_function_of_the_epoch():
    model, batches = make()
    seen = []

    def of_epoch(epoch):
        seen.append(epoch)
        return batches[epoch:]

    history = fit(model, of_epoch, SGD(model.params, lr=0.1), epochs=3)
    assert seen == [0, 1, 2]
    assert len(history.loss) == 3 + 2 + 1


def test_early_stop_goes_back_to_the_best_parameters():
    model, batches = make()
    optimizer = Adam(model.params, lr=0.1)  # overfits: random targets cannot generalize
    history = fit(model, batches[:1], optimizer, epochs=100, validation=batches[1:], patience=4)
    epochs = len(history.validation)
    assert epochs < 100
    assert history.best_epoch == int(np.argmin(history.validation)) + 1 == epochs - 4
    assert evaluate(model, batches[1:]) == pytest.approx(min(history.validation), rel=1e-12)


def test_patience_starts_anew_after_a_better_epoch(monkeypatch):
    losses = [5, 4, 6, 7, 3, 8, 9, 10, 1]  # waits for two epochs, then for three
    model, batches = make()
    monkeypatch.setattr("rnnlab.training.evaluate", lambda *_: losses[len(seen) - 1])
    seen = []
    optimizer = SGD(model.params, lr=0.1)
    history = fit(
        model,
        lambda epoch: seen.append(model.params.flat.copy()) or batches[:1],
        optimizer,
        epochs=9,
        validation=batches[1:],
        patience=3,
    )
    assert history.validation == losses[:8] and history.best_epoch == 5
    np.testing.assert_array_equal(model.params.flat, seen[5])  # as the sixth epoch began


def test_evaluate_weighs_by_steps():
    model, (first, second, _) = make()
    mask = np.zeros((T, N), bool)
    mask[0, 0] = True
    masked = Batch(second.x, second.y, mask)
    a, b = model.loss(first.x, first.y)[0], model.loss(second.x, second.y, mask=mask)[0]
    assert evaluate(model, [first, masked]) == pytest.approx((24 * a + b) / 25, rel=1e-13)
    with pytest.raises(ValueError, match="at least one Batch, got none"):
        evaluate(model, [])


def test_evaluate_last_counts_examples():
    model, (first, second, _) = make(read="last")
    smaller = Batch(second.x[:, :, :1], second.y[:, :1], np.arange(T)[:, None] < 2)
    a = model.loss(first.x, first.y)[0]
    b = model.loss(smaller.x, smaller.y, mask=smaller.mask)[0]
    assert evaluate(model, [first, smaller]) == pytest.approx((4 * a + b) / 5, rel=1e-13)


def test_divergence_stops_with_a_clear_error_and_keeps_the_parameters():
    model, batches = make()
    model.params["head.W_ya"][...] = 1e308
    model.params["layer.b_a"][...] = 5
    before = model.params.flat.copy()
    with (
        np.errstate(all="ignore"),
        pytest.raises(FloatingPointError, match=r"at update 1: .*has diverged.*max_norm=1"),
    ):
        fit(model, batches, SGD(model.params, lr=0.1), epochs=1, max_norm=1.0)
    np.testing.assert_array_equal(model.params.flat, before)


def test_a_finite_loss_with_an_infinite_gradient_stops_too():
    """States of 1e10 and errors of 1e149: half a square is a number, a product's square is none."""
    rng = np.random.default_rng(0)
    cell, head = RNN(1, 1, g0="identity", rng=rng), Dense(1, 1, rng=rng)
    model = SequenceModel(cell, head, loss="squared_error")
    before = model.params.flat.copy()
    batch = Batch(np.full((1, 1, 1), 1e10), np.full((1, 1, 1), 1e149))
    with pytest.raises(FloatingPointError, match=r"loss 5\S*e\+297 with gradient norm inf"):
        fit(model, [batch], SGD(model.params, lr=0.1), epochs=1, max_norm=1.0)
    np.testing.assert_array_equal(model.params.flat, before)


def test_refuses_what_makes_no_sense():
    model, batches = make()
    other, _ = make()
    with pytest.raises(ValueError, match=r"optimizer must be made with model\.params"):
        fit(model, batches, SGD(other.params, lr=0.1), epochs=1)
    with pytest.raises(ValueError, match=r"patience needs validation"):
        fit(model, batches, SGD(model.params, lr=0.1), epochs=1, patience=3)


def test_progress_bar_is_on_by_default_and_can_be_turned_off(capsys, monkeypatch):
    import subprocess
    import sys

    program = (
        "import numpy as np; from rnnlab import *\n"
        "r = np.random.default_rng(0)\n"
        "m = SequenceModel(RNN(2, 3, rng=r), Dense(3, 2, rng=r))\n"
        "b = [Batch(np.ones((3, 2, 1)), np.zeros((3, 1), int))]\n"
        "fit(m, b, SGD(m.params, lr=.1), epochs=2{})\n"
    )
    for option, disabled, shown in (
        ("", None, True),
        ("", "1", False),
        (", progress=False", None, False),
    ):
        monkeypatch.delenv("TQDM_DISABLE", raising=False)
        if disabled:
            monkeypatch.setenv("TQDM_DISABLE", disabled)
        run = subprocess.run(
            [sys.executable, "-c", program.format(option)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert ("2/2" in run.stderr) == shown, (option, disabled, run.stderr)


def test_streams_of_one_text_feed_fit_directly():
    rng = np.random.default_rng(10)
    model = SequenceModel(RNN(4, 8, rng=rng), Dense(8, 4, rng=rng))
    text = np.tile([0, 1, 2, 3], 30)
    chunks = stream_chunks(text, 5, 2)
    history = fit(model, chunks, Adam(model.params, lr=0.05), epochs=20, carry_state=True)
    assert history.loss[-1] < 0.1 < 1 < history.loss[0]
