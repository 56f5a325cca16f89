r"""The equations of backpropagation through time, as explicit sums over plain indices.

Step t of x, y, m, dz and da sits at ``[t-1]``; the state's path a has one entry more, a<t> at
``[t]``. Everywhere dQ is the total derivative of the loss with respect to Q.
"""

from collections.abc import Callable

import numpy as np


def eq_bptt_dz_y(y_hat: np.ndarray, y: np.ndarray, mask: np.ndarray) -> np.ndarray:
    r"""Prediction minus target, over M, :eq:`eq-bptt-dz-y`.

    y_hat and y (one-hot for classes) have shape (T, n_y, N), the mask (T, N).

    >>> eq_bptt_dz_y(np.full((1, 1, 2), 0.5), np.zeros((1, 1, 2)), np.array([[1, 1]]))
    array([[[0.25, 0.25]]])
    """
    T, n_y, N = y_hat.shape
    M = sum(bool(mask[t, n]) for t in range(T) for n in range(N))
    dz_y = np.zeros((T, n_y, N))
    for t in range(T):
        for n in range(N):
            for k in range(n_y):
                dz_y[t, k, n] = (y_hat[t, k, n] - y[t, k, n]) / M if mask[t, n] else 0
    return dz_y


def eq_bptt_dW_ya(dz_y: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Sum of outer products, :eq:`eq-bptt-dW-ya`.

    dz_y has shape (T, n_y, N), a (T+1, n_a, N), the result (n_y, n_a).

    >>> eq_bptt_dW_ya(np.ones((2, 1, 1)), np.array([5.0, 1.0, 2.0]).reshape(3, 1, 1))
    array([[3.]])
    """
    return _sum_of_outer_products(dz_y, a[1:])


def eq_bptt_db_y(dz_y: np.ndarray) -> np.ndarray:
    r"""Sum over steps and examples, :eq:`eq-bptt-db-y`: shape (T, n_y, N) to (n_y, 1).

    >>> eq_bptt_db_y(np.ones((2, 1, 3)))
    array([[6.]])
    """
    return _sum_of_columns(dz_y)


def eq_bptt_da(dz_y: np.ndarray, dz: np.ndarray, W_ya: np.ndarray, W_aa: np.ndarray) -> np.ndarray:
    r"""What the output wants plus what the future wants, :eq:`eq-bptt-da`.

    dz_y has shape (T, n_y, N), dz (T, n_a, N); the result is like dz. Beyond T there is no future.

    >>> one = np.ones((2, 1, 1))
    >>> eq_bptt_da(one, one, np.array([[2.0]]), np.array([[5.0]])).ravel()
    array([7., 2.])
    """
    T, n_a, N = dz.shape
    da = np.zeros((T, n_a, N))
    for t in range(T):
        for n in range(N):
            for j in range(n_a):
                for k in range(dz_y.shape[1]):
                    da[t, j, n] += W_ya[k, j] * dz_y[t, k, n]
                for i in range(n_a if t + 1 < T else 0):
                    da[t, j, n] += W_aa[i, j] * dz[t + 1, i, n]
    return da


def eq_bptt_dz(da: np.ndarray, slope: np.ndarray) -> np.ndarray:
    r"""Through the activation, :eq:`eq-bptt-dz`; slope is g0'(z), all of shape (T, n_a, N).

    >>> eq_bptt_dz(np.full((1, 1, 1), 4.0), np.full((1, 1, 1), 0.5))
    array([[[2.]]])
    """
    dz = np.zeros(da.shape)
    for t, i, n in np.ndindex(*da.shape):
        dz[t, i, n] = slope[t, i, n] * da[t, i, n]
    return dz


def eq_bptt_dW_aa(dz: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Sum of outer products with the state *before*, :eq:`eq-bptt-dW-aa`.

    dz has shape (T, n_a, N), a (T+1, n_a, N), the result (n_a, n_a).

    >>> eq_bptt_dW_aa(np.ones((2, 1, 1)), np.array([5.0, 1.0, 2.0]).reshape(3, 1, 1))
    array([[6.]])
    """
    return _sum_of_outer_products(dz, a[:-1])


def eq_bptt_dW_ax(dz: np.ndarray, x: np.ndarray) -> np.ndarray:
    r"""Sum of outer products with the input, :eq:`eq-bptt-dW-ax`.

    dz has shape (T, n_a, N), x (T, n_x, N), the result (n_a, n_x).

    >>> eq_bptt_dW_ax(np.ones((2, 1, 1)), np.array([5.0, 1.0]).reshape(2, 1, 1))
    array([[6.]])
    """
    return _sum_of_outer_products(dz, x)


def eq_bptt_db_a(dz: np.ndarray) -> np.ndarray:
    r"""Sum over steps and examples, :eq:`eq-bptt-db-a`: shape (T, n_a, N) to (n_a, 1).

    >>> eq_bptt_db_a(np.ones((2, 1, 3)))
    array([[6.]])
    """
    return _sum_of_columns(dz)


def eq_bptt_dx(dz: np.ndarray, W_ax: np.ndarray) -> np.ndarray:
    r"""What the inputs should have been, :eq:`eq-bptt-dx`: (T, n_a, N) to shape (T, n_x, N).

    >>> eq_bptt_dx(np.ones((1, 2, 1)), np.array([[1.0], [3.0]]))
    array([[[4.]]])
    """
    dx = np.zeros((dz.shape[0], W_ax.shape[1], dz.shape[2]))
    for t, j, n in np.ndindex(*dx.shape):
        for i in range(W_ax.shape[0]):
            dx[t, j, n] += W_ax[i, j] * dz[t, i, n]
    return dx


def eq_bptt_da0(dz: np.ndarray, W_aa: np.ndarray) -> np.ndarray:
    r"""The end of the walk, :eq:`eq-bptt-da0`: dz of shape (T, n_a, N) to (n_a, N).

    >>> eq_bptt_da0(np.ones((3, 2, 1)), np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([[4.],
           [6.]])
    """
    da0 = np.zeros(dz.shape[1:])
    for j, n in np.ndindex(*da0.shape):
        for i in range(dz.shape[1]):
            da0[j, n] += W_aa[i, j] * dz[0, i, n]
    return da0


def eq_bptt_mask(
    m: np.ndarray,
    g0_z: np.ndarray,
    slope: np.ndarray,
    a_prev: np.ndarray,
    da: np.ndarray,
    W_aa: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""One step with padding, :eq:`eq-bptt-mask`: the new state, dz, and what goes back.

    m has shape (N,); g0(z), its slope, a_prev and da have shape (n_a, N), as have the results.

    >>> two, W_aa = np.full((1, 2), 2.0), np.array([[10.0]])
    >>> eq_bptt_mask(np.array([1, 0]), two / 4, two / 2, two / 8, two, W_aa)
    (array([[0.5 , 0.25]]), array([[2., 0.]]), array([[20.,  2.]]))
    """
    n_a, N = a_prev.shape
    a, dz, d_prev = (np.zeros((n_a, N)) for _ in range(3))
    for n in range(N):
        for i in range(n_a):
            a[i, n] = m[n] * g0_z[i, n] + (1 - m[n]) * a_prev[i, n]
            dz[i, n] = m[n] * slope[i, n] * da[i, n]
        for j in range(n_a):
            d_prev[j, n] = (1 - m[n]) * da[j, n]
            for i in range(n_a):
                d_prev[j, n] += W_aa[i, j] * dz[i, n]
    return a, dz, d_prev


def eq_central_difference(f: Callable, v: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    r"""Slope of f(v) in each number of v, :eq:`eq-central-difference`; any shape.

    >>> bool(abs(eq_central_difference(lambda v: v[0] ** 3, np.array([2.0]))[0] - 12) < 1e-8)
    True
    """
    slope = np.zeros(v.shape)
    for k in np.ndindex(*v.shape):
        up, down = v.copy(), v.copy()
        up[k], down[k] = v[k] + eps, v[k] - eps
        slope[k] = (f(up) - f(down)) / (2 * eps)
    return slope


def eq_complex_step(f: Callable, v: np.ndarray, h: float = 1e-30) -> np.ndarray:
    r"""Slope of f(v) in each number of v, :eq:`eq-complex-step`; any shape.

    >>> eq_complex_step(lambda v: v[0] ** 3, np.array([2.0]))
    array([12.])
    """
    slope = np.zeros(v.shape)
    for k in np.ndindex(*v.shape):
        moved = v.astype(complex)
        moved[k] += 1j * h
        slope[k] = f(moved).imag / h
    return slope


def _sum_of_outer_products(dz: np.ndarray, v: np.ndarray) -> np.ndarray:
    dW = np.zeros((dz.shape[1], v.shape[1]))
    for i, j in np.ndindex(*dW.shape):
        for t in range(dz.shape[0]):
            for n in range(dz.shape[2]):
                dW[i, j] += dz[t, i, n] * v[t, j, n]
    return dW


def _sum_of_columns(dz: np.ndarray) -> np.ndarray:
    db = np.zeros((dz.shape[1], 1))
    for t, i, n in np.ndindex(*dz.shape):
        db[i, 0] += dz[t, i, n]
    return db
