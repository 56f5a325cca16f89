r"""The equations of long short-term memory, as explicit sums over plain indices.

Step t of x, of the gates and of all gradients sits at ``[t-1]``; the paths a and c have one entry
more, a<t> at ``[t]``. The gates i, f, g, o stand for sigma(z_i), ..., and dQ is the total
derivative of the loss with respect to Q.
"""

import math

import numpy as np


def eq_lstm_gates(
    a: np.ndarray, x: np.ndarray, W_aa: np.ndarray, W_ax: np.ndarray, b_a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    r"""Three gates and a candidate at every step, :eq:`eq-lstm-gates`.

    Parameters
    ----------
    a : ndarray, shape (T+1, n_a, N)
        The path of the hidden states.
    x : ndarray, shape (T, n_x, N)
        The inputs.
    W_aa, W_ax, b_a : ndarray, shape (4 n_a, n_a), (4 n_a, n_x), (4 n_a, 1)
        Four blocks of rows: i, f, g, o.

    Returns
    -------
    i, f, g, o : ndarray, shape (T, n_a, N)
        g is the candidate.

    Examples
    --------
    >>> a, x, W = np.zeros((2, 1, 1)), np.zeros((1, 1, 1)), np.zeros((4, 1))
    >>> [float(v[0, 0, 0]) for v in eq_lstm_gates(a, x, W, W, np.zeros((4, 1)))]
    [0.5, 0.5, 0.0, 0.5]
    """
    T, n_x, N = x.shape
    n_a = a.shape[1]
    i, f, g, o = (np.zeros((T, n_a, N)) for _ in range(4))
    for block, gate in enumerate((i, f, g, o)):
        for t, k, n in np.ndindex(T, n_a, N):
            row = block * n_a + k
            z = b_a[row, 0]
            for j in range(n_a):
                z += W_aa[row, j] * a[t, j, n]
            for j in range(n_x):
                z += W_ax[row, j] * x[t, j, n]
            gate[t, k, n] = math.tanh(z) if gate is g else 1 / (1 + math.exp(-z))
    return i, f, g, o


def eq_lstm_cell(i: np.ndarray, f: np.ndarray, g: np.ndarray, c: np.ndarray) -> np.ndarray:
    r"""Keep a share of the old, add a share of the new, :eq:`eq-lstm-cell`.

    Parameters
    ----------
    i, f, g : ndarray, shape (T, n_a, N)
        Input gate, forget gate, candidate.
    c : ndarray, shape (T+1, n_a, N)
        The path of the cell states; c<t-1> is read for step t.

    Returns
    -------
    ndarray, shape (T, n_a, N)
        c<1> .. c<T>.

    Examples
    --------
    >>> one = np.ones((1, 1, 1))
    >>> eq_lstm_cell(0.5 * one, 0.25 * one, one, np.array([8.0, 0.0]).reshape(2, 1, 1))
    array([[[2.5]]])
    """
    c_next = np.zeros(i.shape)
    for t, k, n in np.ndindex(*i.shape):
        c_next[t, k, n] = f[t, k, n] * c[t, k, n] + i[t, k, n] * g[t, k, n]
    return c_next


def eq_lstm_state(o: np.ndarray, c: np.ndarray) -> np.ndarray:
    r"""Show a share of the cell state, :eq:`eq-lstm-state`.

    Parameters
    ----------
    o : ndarray, shape (T, n_a, N)
        The output gate.
    c : ndarray, shape (T+1, n_a, N)
        The path of the cell states.

    Returns
    -------
    ndarray, shape (T, n_a, N)
        a<1> .. a<T>.

    Examples
    --------
    >>> float(eq_lstm_state(np.full((1, 1, 1), 0.5), np.full((2, 1, 1), 99.0))[0, 0, 0])
    0.5
    """
    a = np.zeros(o.shape)
    for t, k, n in np.ndindex(*o.shape):
        a[t, k, n] = o[t, k, n] * math.tanh(c[t + 1, k, n])
    return a


def eq_lstm_da(dout: np.ndarray, da_later: np.ndarray) -> np.ndarray:
    r"""What the output wants plus what the later steps want, :eq:`eq-lstm-da`.

    Parameters
    ----------
    dout, da_later : ndarray, shape (T, n_a, N)
        The immediate derivative, and what comes back from the next step.

    Returns
    -------
    ndarray, shape (T, n_a, N)
        da.

    Examples
    --------
    >>> eq_lstm_da(np.ones((1, 1, 1)), np.full((1, 1, 1), 2.0))
    array([[[3.]]])
    """
    da = np.zeros(dout.shape)
    for t, k, n in np.ndindex(*dout.shape):
        da[t, k, n] = dout[t, k, n] + da_later[t, k, n]
    return da


def eq_lstm_dc(dc_later: np.ndarray, da: np.ndarray, o: np.ndarray, c: np.ndarray) -> np.ndarray:
    r"""Two paths into the cell state, :eq:`eq-lstm-dc`.

    Parameters
    ----------
    dc_later, da, o : ndarray, shape (T, n_a, N)
        What comes back along the cell states, the gradient of a, and the output gate.
    c : ndarray, shape (T+1, n_a, N)
        The path of the cell states.

    Returns
    -------
    ndarray, shape (T, n_a, N)
        dc.

    Examples
    --------
    >>> one = np.ones((1, 1, 1))
    >>> eq_lstm_dc(5 * one, 2 * one, 0.5 * one, np.zeros((2, 1, 1)))
    array([[[6.]]])
    """
    dc = np.zeros(da.shape)
    for t, k, n in np.ndindex(*da.shape):
        slope = 1 - math.tanh(c[t + 1, k, n]) ** 2
        dc[t, k, n] = dc_later[t, k, n] + da[t, k, n] * o[t, k, n] * slope
    return dc


def eq_lstm_dz(
    da: np.ndarray,
    dc: np.ndarray,
    i: np.ndarray,
    f: np.ndarray,
    g: np.ndarray,
    o: np.ndarray,
    c: np.ndarray,
) -> np.ndarray:
    r"""Through the four activations, :eq:`eq-lstm-dz`.

    Parameters
    ----------
    da, dc, i, f, g, o : ndarray, shape (T, n_a, N)
        The gradients of a and c, the gates and the candidate.
    c : ndarray, shape (T+1, n_a, N)
        The path of the cell states.

    Returns
    -------
    ndarray, shape (T, 4 n_a, N)
        dz, in blocks of rows i, f, g, o.

    Examples
    --------
    >>> one = np.ones((1, 1, 1))
    >>> c = np.array([8.0, 0.0]).reshape(2, 1, 1)
    >>> eq_lstm_dz(one, one, one / 2, one / 2, one / 2, one / 2, c).ravel()
    array([0.125, 2.   , 0.375, 0.   ])
    """
    T, n_a, N = da.shape
    dz = np.zeros((T, 4 * n_a, N))
    for t, k, n in np.ndindex(T, n_a, N):
        at = t, k, n
        dz[t, k, n] = dc[at] * g[at] * i[at] * (1 - i[at])
        dz[t, n_a + k, n] = dc[at] * c[at] * f[at] * (1 - f[at])
        dz[t, 2 * n_a + k, n] = dc[at] * i[at] * (1 - g[at] ** 2)
        dz[t, 3 * n_a + k, n] = da[at] * math.tanh(c[t + 1, k, n]) * o[at] * (1 - o[at])
    return dz


def eq_lstm_dprev(
    dz: np.ndarray, dc: np.ndarray, f: np.ndarray, W_aa: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    r"""What each step hands to the one before it, :eq:`eq-lstm-dprev`.

    Parameters
    ----------
    dz : ndarray, shape (T, 4 n_a, N)
        The gradient of the four blocks.
    dc, f : ndarray, shape (T, n_a, N)
        The gradient of the cell states and the forget gate.
    W_aa : ndarray, shape (4 n_a, n_a)
        The recurrent weights.

    Returns
    -------
    da_later, dc_later : ndarray, shape (T, n_a, N)
        Entry ``[t-1]`` comes from step t and belongs to a<t-1>, c<t-1>.

    Examples
    --------
    >>> one, W_aa = np.ones((1, 1, 1)), np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> eq_lstm_dprev(np.ones((1, 4, 1)), 8 * one, one / 4, W_aa)
    (array([[[10.]]]), array([[[2.]]]))
    """
    T, n_a, N = dc.shape
    da_later, dc_later = np.zeros(dc.shape), np.zeros(dc.shape)
    for t, k, n in np.ndindex(T, n_a, N):
        for row in range(4 * n_a):
            da_later[t, k, n] += W_aa[row, k] * dz[t, row, n]
        dc_later[t, k, n] = f[t, k, n] * dc[t, k, n]
    return da_later, dc_later
