"""What exercises of chapter 9 share: a path of states, and the network on paper."""

import numpy as np

__all__ = ["paper_case"]


def path(
    x: np.ndarray,
    a0: np.ndarray,
    mask: np.ndarray,
    W_aa: np.ndarray,
    W_ax: np.ndarray,
    b_a: np.ndarray,
) -> np.ndarray:
    """Return all states, padding included: the a that a backward pass needs.

    Parameters
    ----------
    x : ndarray, shape (T, n_x, N)
        The inputs.
    a0 : ndarray, shape (n_a, N)
        The initial state.
    mask : ndarray of bool, shape (T, N)
        False at padding.
    W_aa, W_ax, b_a : ndarray, shapes (n_a, n_a), (n_a, n_x), (n_a, 1)
        The parameters.

    Returns
    -------
    ndarray, shape (T+1, n_a, N)
        The path of the state, ``a[0]`` first.

    Examples
    --------
    >>> one = np.eye(1)
    >>> path(np.zeros((2, 1, 1)), one, np.zeros((2, 1), bool), one, one, one).ravel()
    array([1., 1., 1.])
    """
    a = [a0]
    for x_t, valid in zip(x, mask, strict=True):
        a.append(np.where(valid, np.tanh(W_aa @ a[-1] + W_ax @ x_t + b_a), a[-1]))
    return np.array(a)


def paper_case() -> tuple[np.ndarray, ...]:
    """Return the paper network of one unit: w = 0.5, u = 1, b = 0, a<0> = 1, three steps.

    Returns
    -------
    tuple of ndarray
        The arguments of a backward pass, as for `rnn_backward`, with shape (3, 1, 1) for ``dout``
        and ``x``; the loss is a<1> + a<2> + a<3>.

    Examples
    --------
    >>> np.round(paper_case()[2].ravel(), 3)
    array([ 1.   ,  0.762,  0.363, -0.674])
    """
    x, mask, one = np.array([0.5, 0.0, -1.0]).reshape(3, 1, 1), np.ones((3, 1), bool), np.eye(1)
    return np.ones((3, 1, 1)), x, path(x, one, mask, one / 2, one, 0 * one), mask, one / 2, one


def slopes(backward, case: tuple) -> np.ndarray:
    """Return dw, du, db and da<0> of a pass over one unit, shape (4,)."""
    dw, du, db, _, da0 = backward(*case)
    return np.array([dw, du, db, da0]).ravel()
