r"""The equations of two directions and of several layers, with plain indices."""

from collections.abc import Callable, Sequence

import numpy as np


def eq_bidirectional(a_fwd: np.ndarray, a_bwd: np.ndarray) -> np.ndarray:
    r"""Both states of a step on top of each other, :eq:`eq-bidirectional`.

    Parameters
    ----------
    a_fwd : ndarray, shape (T, n_fwd, N)
        The states of the layer that reads x<1> first, in the order of its reading.
    a_bwd : ndarray, shape (T, n_bwd, N)
        The states of the layer that reads x<T> first, in the order of *its* reading.

    Returns
    -------
    ndarray, shape (T, n_fwd + n_bwd, N)
        out; step t at ``[t-1]``.

    Examples
    --------
    >>> eq_bidirectional(np.array([[[1.0]], [[2.0]]]), np.array([[[30.0]], [[40.0]]]))[:, :, 0]
    array([[ 1., 40.],
           [ 2., 30.]])
    """
    (T, n_fwd, N), n_bwd = a_fwd.shape, a_bwd.shape[1]
    out = np.zeros((T, n_fwd + n_bwd, N))
    for t, n in np.ndindex(T, N):
        for k in range(n_fwd):
            out[t, k, n] = a_fwd[t, k, n]
        for k in range(n_bwd):
            out[t, n_fwd + k, n] = a_bwd[T - 1 - t, k, n]
    return out


def eq_stacked(
    x: np.ndarray, layers: Sequence[Callable[[np.ndarray], np.ndarray]]
) -> list[np.ndarray]:
    r"""The output of each layer is the input of the next, :eq:`eq-stacked`.

    Parameters
    ----------
    x : ndarray, shape (T, n_x, N)
        The input of the lowest layer.
    layers : sequence of function
        From the bottom up; each takes its input (T, rows, N) and returns its output.

    Returns
    -------
    list of ndarray, shape (T, rows, N)
        The inputs of layer 1, 2, ... and, at the end, the output of the highest.

    Examples
    --------
    >>> a, b, c = eq_stacked(np.ones((1, 1, 1)), [lambda x: x + 1, lambda x: 10 * x])
    >>> float(b[0, 0, 0]), float(c[0, 0, 0])
    (2.0, 20.0)
    """
    inputs = [x]
    for layer in layers:
        out = layer(inputs[-1])
        above = np.zeros(out.shape)
        for t, k, n in np.ndindex(*out.shape):
            above[t, k, n] = out[t, k, n]
        inputs.append(above)
    return inputs


def eq_bidirectional_backward(
    a_fwd: np.ndarray,
    a_bwd: np.ndarray,
    dout: np.ndarray,
    W_fwd: tuple[np.ndarray, np.ndarray],
    W_bwd: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Send gradients back through both directions of tanh, :eq:`eq-bidirectional-backward`.

    Parameters
    ----------
    a_fwd, a_bwd : ndarray, shapes (T, n_fwd, N) and (T, n_bwd, N)
        Both states of step t at ``[t-1]``.
    dout : ndarray, shape (T, n_fwd + n_bwd, N)
        The gradient of both, `a_fwd` on top.
    W_fwd, W_bwd : pair of ndarray, shapes (n_a, n_x) and (n_a, n_a)
        W_ax and W_aa of each direction.

    Returns
    -------
    dx : ndarray, shape (T, n_x, N)
        The gradient of the inputs.
    dz_fwd, dz_bwd : ndarray, shapes as `a_fwd` and `a_bwd`
        The gradients of the sums inside tanh.

    Examples
    --------
    >>> zero, one = np.zeros((1, 1)), np.ones((1, 1))
    >>> a = np.zeros((2, 1, 1))
    >>> dout = np.array([[[1.0], [0.0]], [[0.0], [1.0]]])
    >>> dx, _, _ = eq_bidirectional_backward(a, a, dout, (one, zero), (10 * one, zero))
    >>> dx.ravel()
    array([ 1., 10.])
    """
    (T, n_fwd, N), n_bwd, n_x = a_fwd.shape, a_bwd.shape[1], W_fwd[0].shape[1]
    dz_fwd, dz_bwd = np.zeros(a_fwd.shape), np.zeros(a_bwd.shape)
    for t, n in np.ndindex(T, N):
        for k in range(n_fwd):  # the last step first: its neighbor is t + 1
            u = T - 1 - t
            da = dout[u, k, n]
            if u + 1 < T:
                da += sum(W_fwd[1][i, k] * dz_fwd[u + 1, i, n] for i in range(n_fwd))
            dz_fwd[u, k, n] = (1 - a_fwd[u, k, n] ** 2) * da
        for k in range(n_bwd):  # the first step first: its neighbor is t - 1
            da = dout[t, n_fwd + k, n]
            if t > 0:
                da += sum(W_bwd[1][i, k] * dz_bwd[t - 1, i, n] for i in range(n_bwd))
            dz_bwd[t, k, n] = (1 - a_bwd[t, k, n] ** 2) * da
    dx = np.zeros((T, n_x, N))
    for t, j, n in np.ndindex(T, n_x, N):
        for k in range(n_fwd):
            dx[t, j, n] += W_fwd[0][k, j] * dz_fwd[t, k, n]
        for k in range(n_bwd):
            dx[t, j, n] += W_bwd[0][k, j] * dz_bwd[t, k, n]
    return dx, dz_fwd, dz_bwd


def eq_stacked_backward(
    dout: np.ndarray, layers: Sequence[Callable[[np.ndarray], np.ndarray]]
) -> list[np.ndarray]:
    r"""What a layer wants of its input is the dout of the one below, :eq:`eq-stacked-backward`.

    Parameters
    ----------
    dout : ndarray, shape (T, rows, N)
        What is wanted of the highest layer.
    layers : sequence of function
        From the bottom up; each takes the gradient of its output and returns that of its input.

    Returns
    -------
    list of ndarray, shape (T, rows, N)
        The gradients of the input of layer 1, 2, ... and, at the end, `dout` itself.

    Examples
    --------
    >>> a, b, c = eq_stacked_backward(np.ones((1, 1, 1)), [lambda d: 2 * d, lambda d: 5 * d])
    >>> float(a[0, 0, 0]), float(b[0, 0, 0])
    (10.0, 5.0)
    """
    wanted = [dout]
    for layer in list(layers)[::-1]:
        dx = layer(wanted[0])
        below = np.zeros(dx.shape)
        for t, k, n in np.ndindex(*dx.shape):
            below[t, k, n] = dx[t, k, n]
        wanted.insert(0, below)
    return wanted


def eq_input_jacobian(
    a: np.ndarray, W_aa: np.ndarray, W_ax: np.ndarray, t: int, s: int
) -> np.ndarray:
    r"""How the state of step t depends on the input of step s, :eq:`eq-input-jacobian`.

    Parameters
    ----------
    a : ndarray, shape (T, n_a)
        The states of one example of a tanh layer that reads forward; step t at ``[t-1]``.
    W_aa, W_ax : ndarray, shapes (n_a, n_a) and (n_a, n_x)
        Its weights.
    t, s : int
        The steps, from 1.

    Returns
    -------
    ndarray, shape (n_a, n_x)
        The Jacobian; zeros for s > t.

    Examples
    --------
    >>> a = np.zeros((3, 1))
    >>> two, ten = np.array([[2.0]]), np.array([[10.0]])
    >>> [eq_input_jacobian(a, two, ten, 2, s).item() for s in (1, 2, 3)]
    [20.0, 10.0, 0.0]
    """
    n_a, n_x = W_ax.shape
    J = np.zeros((n_a, n_x))
    if s > t:
        return J
    for k, j in np.ndindex(n_a, n_x):
        J[k, j] = (1 - a[s - 1, k] ** 2) * W_ax[k, j]
    for u in range(s + 1, t + 1):
        new = np.zeros((n_a, n_x))
        for k, j in np.ndindex(n_a, n_x):
            for i in range(n_a):
                new[k, j] += (1 - a[u - 1, k] ** 2) * W_aa[k, i] * J[i, j]
        J = new
    return J


def eq_delay(y: np.ndarray, d: int) -> list[np.ndarray | None]:
    r"""Which target belongs to which step of a reader that may lag, :eq:`eq-delay`.

    Parameters
    ----------
    y : ndarray, shape (T, N)
        The targets.
    d : int
        How many steps the answer may wait.

    Returns
    -------
    list of (ndarray of shape (N,) or None)
        For the steps 1 ... T + d; None where nothing is asked.

    Examples
    --------
    >>> [None if y is None else y.tolist() for y in eq_delay(np.array([[5], [6]]), 1)]
    [None, [5], [6]]
    """
    return [None if t <= d else y[t - d - 1] for t in range(1, len(y) + d + 1)]


def eq_hmm_forward(start: np.ndarray, A: np.ndarray, B: np.ndarray, x: np.ndarray) -> np.ndarray:
    r"""The chances of the states given the symbols so far, :eq:`eq-hmm-forward`.

    Parameters
    ----------
    start : ndarray, shape (S,)
        Chances of the first state.
    A, B : ndarray, shapes (S, S) and (S, V)
        Chances to go from state to state, and of each symbol in each state.
    x : ndarray of int, shape (T,)
        One sequence.

    Returns
    -------
    ndarray, shape (T, S)
        Rows that add up to 1.

    Examples
    --------
    >>> half = np.array([0.5, 0.5])
    >>> eq_hmm_forward(half, np.eye(2), np.array([[0.8, 0.2], [0.2, 0.8]]), np.array([0]))
    array([[0.8, 0.2]])
    """
    T, S = len(x), len(start)
    alpha = np.zeros((T, S))
    for t in range(T):
        for j in range(S):
            before = start[j] if t == 0 else sum(A[i, j] * alpha[t - 1, i] for i in range(S))
            alpha[t, j] = B[j, x[t]] * before
        total = sum(alpha[t])
        for j in range(S):
            alpha[t, j] /= total
    return alpha


def eq_hmm_backward(A: np.ndarray, B: np.ndarray, x: np.ndarray, t: int, end: int) -> np.ndarray:
    r"""How well each state at step t explains the symbols behind it, :eq:`eq-hmm-backward`.

    Parameters
    ----------
    A, B : ndarray, shapes (S, S) and (S, V)
        Chances to go from state to state, and of each symbol in each state.
    x : ndarray of int, shape (T,)
        One sequence.
    t, end : int
        The step, from 1, and the last step that may be used.

    Returns
    -------
    ndarray, shape (S,)
        The chance of x<t+1> ... x<end> from each state; ones for t = end.

    Examples
    --------
    >>> B = np.array([[0.8, 0.2], [0.2, 0.8]])
    >>> eq_hmm_backward(np.eye(2), B, np.array([0, 1, 1]), 1, 3).round(2)
    array([0.04, 0.64])
    """
    S = len(A)
    beta = np.ones(S)
    for u in range(end, t, -1):
        new = np.zeros(S)
        for i in range(S):
            for j in range(S):
                new[i] += A[i, j] * B[j, x[u - 1]] * beta[j]
        beta = new
    return beta


def eq_hmm_posterior(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
    r"""The chances of the states given both sides, :eq:`eq-hmm-posterior`.

    Parameters
    ----------
    alpha, beta : ndarray, shape (S,)
        Of one step, from :func:`eq_hmm_forward` and :func:`eq_hmm_backward`.

    Returns
    -------
    ndarray, shape (S,)
        Numbers that add up to 1.

    Examples
    --------
    >>> eq_hmm_posterior(np.array([0.8, 0.2]), np.array([0.04, 0.64]))
    array([0.2, 0.8])
    """
    total = sum(alpha[i] * beta[i] for i in range(len(alpha)))
    return np.array([alpha[i] * beta[i] / total for i in range(len(alpha))])
