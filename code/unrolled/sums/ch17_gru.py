r"""The equations of the gated recurrent unit, as explicit sums over plain indices.

Step t of x, of the gates and of all gradients sits at ``[t-1]``; the path a has one entry more,
a<t> at ``[t]``. The update gate is u here (PyTorch says z), and dQ is the total derivative of the
loss with respect to Q.
"""

import math

import numpy as np


def eq_gru_gates(
    a: np.ndarray, x: np.ndarray, W_aa: np.ndarray, W_ax: np.ndarray, b_a: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    r"""Reset and update gate at every step, :eq:`eq-gru-gates`.

    Parameters
    ----------
    a : ndarray, shape (T+1, n_a, N)
        The path of the states.
    x : ndarray, shape (T, n_x, N)
        The inputs.
    W_aa, W_ax, b_a : ndarray, shape (2 n_a, n_a), (2 n_a, n_x), (2 n_a, 1), or with more rows
        Two blocks of rows, r and u; what stands below is not read.

    Returns
    -------
    r, u : ndarray, shape (T, n_a, N)
        The gates.

    Examples
    --------
    >>> a, x, W = np.zeros((2, 1, 1)), np.zeros((1, 1, 1)), np.zeros((2, 1))
    >>> eq_gru_gates(a, x, W, W, np.array([[0.0], [math.log(3)]]))
    (array([[[0.5]]]), array([[[0.75]]]))
    """
    T, n_x, N = x.shape
    n_a = a.shape[1]
    r, u = np.zeros((T, n_a, N)), np.zeros((T, n_a, N))
    for block, gate in enumerate((r, u)):
        for t, k, n in np.ndindex(T, n_a, N):
            row = block * n_a + k
            z = b_a[row, 0]
            for j in range(n_a):
                z += W_aa[row, j] * a[t, j, n]
            for j in range(n_x):
                z += W_ax[row, j] * x[t, j, n]
            gate[t, k, n] = 1 / (1 + math.exp(-z))
    return r, u


def eq_gru_candidate(
    r: np.ndarray,
    a: np.ndarray,
    x: np.ndarray,
    W_na: np.ndarray,
    W_nx: np.ndarray,
    b_n: np.ndarray,
    b_g: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    r"""The candidate with the reset after the product, :eq:`eq-gru-candidate`.

    Parameters
    ----------
    r : ndarray, shape (T, n_a, N)
        The reset gate.
    a : ndarray, shape (T+1, n_a, N)
        The path of the states.
    x : ndarray, shape (T, n_x, N)
        The inputs.
    W_na, W_nx, b_n, b_g : ndarray, shape (n_a, n_a), (n_a, n_x), (n_a, 1), (n_a, 1)
        The third blocks of rows, and the bias inside the reset.

    Returns
    -------
    n, m : ndarray, shape (T, n_a, N)
        The candidate, and what the reset gate multiplies.

    Examples
    --------
    >>> one, W = np.ones((1, 1, 1)), np.array([[1.0]])
    >>> n, m = eq_gru_candidate(one / 2, np.full((2, 1, 1), 3.0), one, W, W, W, W)
    >>> float(m[0, 0, 0]), bool(n[0, 0, 0] == math.tanh(1 + 1 + 0.5 * 4))
    (4.0, True)
    """
    T, n_a, N = r.shape
    candidate, m = np.zeros(r.shape), np.zeros(r.shape)
    for t, k, n in np.ndindex(T, n_a, N):
        m[t, k, n] = b_g[k, 0]
        for j in range(n_a):
            m[t, k, n] += W_na[k, j] * a[t, j, n]
        z = b_n[k, 0] + r[t, k, n] * m[t, k, n]
        for j in range(x.shape[1]):
            z += W_nx[k, j] * x[t, j, n]
        candidate[t, k, n] = math.tanh(z)
    return candidate, m


def eq_gru_before(
    r: np.ndarray,
    a: np.ndarray,
    x: np.ndarray,
    W_na: np.ndarray,
    W_nx: np.ndarray,
    b_n: np.ndarray,
) -> np.ndarray:
    r"""The candidate with the reset before the product, :eq:`eq-gru-before`.

    Parameters
    ----------
    r : ndarray, shape (T, n_a, N)
        The reset gate.
    a : ndarray, shape (T+1, n_a, N)
        The path of the states.
    x : ndarray, shape (T, n_x, N)
        The inputs.
    W_na, W_nx, b_n : ndarray, shape (n_a, n_a), (n_a, n_x), (n_a, 1)
        The third blocks of rows.

    Returns
    -------
    ndarray, shape (T, n_a, N)
        n.

    Examples
    --------
    >>> one, W = np.ones((1, 1, 1)), np.array([[1.0]])
    >>> n = eq_gru_before(one / 2, np.full((2, 1, 1), 3.0), one, W, W, W)
    >>> bool(n[0, 0, 0] == math.tanh(1 + 1 + 0.5 * 3))
    True
    """
    T, n_a, N = r.shape
    candidate = np.zeros(r.shape)
    for t, k, n in np.ndindex(T, n_a, N):
        z = b_n[k, 0]
        for j in range(n_a):
            z += W_na[k, j] * r[t, j, n] * a[t, j, n]
        for j in range(x.shape[1]):
            z += W_nx[k, j] * x[t, j, n]
        candidate[t, k, n] = math.tanh(z)
    return candidate


def eq_gru_state(u: np.ndarray, n: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Mix the old state with the candidate, :eq:`eq-gru-state`.

    Parameters
    ----------
    u, n : ndarray, shape (T, n_a, N)
        The update gate and the candidate.
    a : ndarray, shape (T+1, n_a, N)
        The path of the states; a<t-1> is read for step t.

    Returns
    -------
    ndarray, shape (T, n_a, N)
        a<1> .. a<T>.

    Examples
    --------
    >>> one = np.ones((1, 1, 1))
    >>> eq_gru_state(0.75 * one, 2 * one, np.full((2, 1, 1), 10.0))
    array([[[8.]]])
    """
    a_next = np.zeros(u.shape)
    for at in np.ndindex(*u.shape):
        a_next[at] = (1 - u[at]) * n[at] + u[at] * a[at]
    return a_next


def eq_gru_da(dout: np.ndarray, da_later: np.ndarray) -> np.ndarray:
    r"""What the output wants plus what the later steps want, :eq:`eq-gru-da`.

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
    >>> eq_gru_da(np.ones((1, 1, 1)), np.full((1, 1, 1), 2.0))
    array([[[3.]]])
    """
    da = np.zeros(dout.shape)
    for at in np.ndindex(*dout.shape):
        da[at] = dout[at] + da_later[at]
    return da


def eq_gru_dz(
    da: np.ndarray, r: np.ndarray, u: np.ndarray, n: np.ndarray, m: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    r"""Through the candidate and the gates, :eq:`eq-gru-dz`.

    Parameters
    ----------
    da, r, u, n, m : ndarray, shape (T, n_a, N)
        The gradient of a, both gates, the candidate, and what r multiplies.
    a : ndarray, shape (T+1, n_a, N)
        The path of the states.

    Returns
    -------
    dz_r, dz_u, dz_n, dm : ndarray, shape (T, n_a, N)
        What belongs to the three blocks of rows, and to m.

    Examples
    --------
    >>> one = np.ones((1, 1, 1))
    >>> a = np.full((2, 1, 1), 8.0)
    >>> [float(v[0, 0, 0]) for v in eq_gru_dz(4 * one, one / 2, one / 2, 0 * one, 3 * one, a)]
    [1.5, 8.0, 2.0, 1.0]
    """
    dz_r, dz_u, dz_n, dm = (np.zeros(da.shape) for _ in range(4))
    for at in np.ndindex(*da.shape):
        dz_n[at] = da[at] * (1 - u[at]) * (1 - n[at] ** 2)
        dz_u[at] = da[at] * (a[at] - n[at]) * u[at] * (1 - u[at])
        dz_r[at] = dz_n[at] * m[at] * r[at] * (1 - r[at])
        dm[at] = dz_n[at] * r[at]
    return dz_r, dz_u, dz_n, dm


def eq_gru_dprev(
    dz_r: np.ndarray,
    dz_u: np.ndarray,
    dm: np.ndarray,
    da: np.ndarray,
    u: np.ndarray,
    W_aa: np.ndarray,
) -> np.ndarray:
    r"""What each step hands to the one before it, :eq:`eq-gru-dprev`.

    Parameters
    ----------
    dz_r, dz_u, dm, da, u : ndarray, shape (T, n_a, N)
        The gradients of the gates' z, of m and of a, and the update gate.
    W_aa : ndarray, shape (3 n_a, n_a)
        The recurrent weights, in blocks of rows r, u, n.

    Returns
    -------
    ndarray, shape (T, n_a, N)
        da_later: entry ``[t-1]`` comes from step t and belongs to a<t-1>.

    Examples
    --------
    >>> one = np.ones((1, 1, 1))
    >>> eq_gru_dprev(one, one, one, 4 * one, one / 2, np.array([[1.0], [10.0], [100.0]]))
    array([[[113.]]])
    """
    T, n_a, N = da.shape
    da_later = np.zeros(da.shape)
    for t, k, n in np.ndindex(T, n_a, N):
        da_later[t, k, n] = u[t, k, n] * da[t, k, n]
        for j in range(n_a):
            da_later[t, k, n] += W_aa[j, k] * dz_r[t, j, n]
            da_later[t, k, n] += W_aa[n_a + j, k] * dz_u[t, j, n]
            da_later[t, k, n] += W_aa[2 * n_a + j, k] * dm[t, j, n]
    return da_later


def eq_gru_before_dprev(
    dz_u: np.ndarray,
    dz_n: np.ndarray,
    da: np.ndarray,
    r: np.ndarray,
    u: np.ndarray,
    a: np.ndarray,
    W_aa: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    r"""The way back when the reset comes before the product, :eq:`eq-gru-before-dprev`.

    Parameters
    ----------
    dz_u, dz_n, da, r, u : ndarray, shape (T, n_a, N)
        As in :func:`eq_gru_dz`.
    a : ndarray, shape (T+1, n_a, N)
        The path of the states.
    W_aa : ndarray, shape (3 n_a, n_a)
        The recurrent weights, in blocks of rows r, u, n.

    Returns
    -------
    dz_r, da_later : ndarray, shape (T, n_a, N)
        What belongs to the rows r, and what goes back from step t to a<t-1>.

    Examples
    --------
    >>> one, a = np.ones((1, 1, 1)), np.full((2, 1, 1), 8.0)
    >>> W_aa = np.array([[1.0], [10.0], [100.0]])
    >>> eq_gru_before_dprev(one, one, 4 * one, one / 2, one / 2, a, W_aa)
    (array([[[200.]]]), array([[[262.]]]))
    """
    T, n_a, N = da.shape
    dz_r, dk, da_later = (np.zeros(da.shape) for _ in range(3))
    for t, k, n in np.ndindex(T, n_a, N):
        for j in range(n_a):
            dk[t, k, n] += W_aa[2 * n_a + j, k] * dz_n[t, j, n]
        dz_r[t, k, n] = dk[t, k, n] * a[t, k, n] * r[t, k, n] * (1 - r[t, k, n])
    for t, k, n in np.ndindex(T, n_a, N):
        da_later[t, k, n] = r[t, k, n] * dk[t, k, n] + u[t, k, n] * da[t, k, n]
        for j in range(n_a):
            da_later[t, k, n] += W_aa[j, k] * dz_r[t, j, n]
            da_later[t, k, n] += W_aa[n_a + j, k] * dz_u[t, j, n]
    return dz_r, da_later
