"""The readout and the table of vectors."""

import numpy as np
import pytest

from rnnlab import Dense, Embedding

T, N_A, N_Y, N = 4, 3, 2, 5


def rng():
    return np.random.default_rng(6)


@pytest.mark.parametrize("n", [1, N])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dense_forward_and_backward_by_sums(n, dtype):
    head, g = Dense(N_A, N_Y, rng=rng(), dtype=dtype), rng()
    a = g.normal(size=(T, N_A, n)).astype(dtype)
    dz = g.normal(size=(T, N_Y, n)).astype(dtype)
    z, da = head.forward(a), head.backward(dz)
    W, b = head.params["W_ya"], head.params["b_y"]
    tolerance = 1e-5 if dtype == np.float32 else 1e-13
    for got, want in (
        (z, np.einsum("ya,tan->tyn", W, a) + b),
        (da, np.einsum("ya,tyn->tan", W, dz)),
        (head.grads["W_ya"], np.einsum("tyn,tan->ya", dz, a)),
        (head.grads["b_y"][:, 0], dz.sum((0, 2))),
    ):
        np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance)  # numbers near 1
    assert z.dtype == da.dtype == head.grads.dtype == dtype


def test_gradients_add_up_until_zeroed():
    head = Dense(N_A, N_Y, rng=rng())
    dz = np.ones_like(head.forward(rng().normal(size=(T, N_A, N))))
    head.backward(dz)
    once = head.grads.flat.copy()
    head.backward(dz)
    np.testing.assert_array_equal(head.grads.flat, 2 * once)
    head.zero_grads()
    assert not head.grads.flat.any()


def test_dense_refuses():
    head = Dense(N_A, N_Y, rng=rng())
    with pytest.raises(RuntimeError, match=r"call forward\(a\) first"):
        head.backward(np.ones((T, N_Y, N)))
    with pytest.raises(ValueError, match=r"a must have shape \(T, n_a=3, N\), got \(4, 5, 3\)"):
        head.forward(np.ones((T, N, N_A)))
    with pytest.raises(TypeError, match="a is float32"):
        head.forward(np.ones((T, N_A, N), np.float32))
    head.forward(np.ones((T, N_A, N)))
    with pytest.raises(ValueError, match=r"dz must have shape \(T=4, n_y=2, N=5\)"):
        head.backward(np.ones((T + 1, N_Y, N)))
    assert not head.grads.flat.any()
    with pytest.raises(ValueError, match="n_y=0"):
        Dense(3, 0, rng=rng())
    with pytest.raises(TypeError, match="rng must be"):
        Dense(3, 2, rng=0)


def test_embedding_equals_the_one_hot_product():
    from rnnlab.functions import one_hot

    table, g = Embedding(7, N_A, rng=rng()), rng()
    ids, dx = g.integers(0, 7, size=(T, N)), g.normal(size=(T, N_A, N))
    x = table.forward(ids)
    columns = one_hot(ids, 7)
    np.testing.assert_array_equal(x, np.matmul(table.params["E"], columns))
    table.backward(dx)
    np.testing.assert_allclose(
        table.grads["E"], np.einsum("tan,tvn->av", dx, columns), rtol=1e-13, atol=1e-15
    )
    table.backward(dx)
    np.testing.assert_allclose(
        table.grads["E"], 2 * np.einsum("tan,tvn->av", dx, columns), rtol=1e-13, atol=1e-15
    )


def test_embedding_refuses():
    table = Embedding(7, N_A, rng=rng())
    with pytest.raises(RuntimeError, match=r"call forward\(ids\) first"):
        table.backward(np.ones((T, N_A, N)))
    with pytest.raises(ValueError, match=r"ids in 0\.\.6, got 0\.\.7\. Was the text encoded"):
        table.forward(np.array([[0, 7]]))
    with pytest.raises(TypeError, match="whole numbers"):
        table.forward(np.zeros((T, N)))
    table.forward(np.zeros((T, N), int))
    with pytest.raises(ValueError, match="dx must have shape"):
        table.backward(np.ones((T, N_A + 1, N)))
    with pytest.raises(ValueError, match="n_v=0"):
        Embedding(0, 2, rng=rng())


def test_repr_says_how_to_make_it():
    assert repr(Dense(3, 2, rng=rng())) == "Dense(n_a=3, n_y=2, dtype=float64)"
    assert repr(Embedding(7, 3, rng=rng())) == "Embedding(n_v=7, n_x=3, dtype=float64)"
