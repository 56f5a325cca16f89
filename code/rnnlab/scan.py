r"""Linear recurrences, all steps at once: the parallel scan, its gradient and its cost.

The recurrence :eq:`eq-linear-recurrence` has no function between one state and the next. Two of
its steps in a row are again one such step, :eq:`eq-scan-combine`, and that lets pairs, then pairs
of pairs, be put together in any order: ⌈log2 T⌉ levels of work on whole arrays instead of T steps.
"""

import numpy as np


def linear_scan(f: np.ndarray, u: np.ndarray, start: np.ndarray | None = None) -> np.ndarray:
    r"""Run h<t> = f<t> h<t-1> + u<t>, :eq:`eq-linear-recurrence`, by :eq:`eq-scan-level`.

    With complex f it runs a linear network in the coordinates of its eigenvectors,
    :eq:`eq-diagonal-recurrence`.

    Parameters
    ----------
    f : ndarray, shape (T, n, N), or what broadcasts to it
        What each step keeps; real or complex.
    u : ndarray, shape (T, n, N)
        What each step adds.
    start : ndarray, shape (n, N), optional
        h<0>; zeros when absent.

    Returns
    -------
    ndarray, shape (T, n, N)
        h<1> .. h<T>. Any number of axes after the first will do.

    References
    ----------
    The levels are those of :cite:t:`hillis1986`; the use for recurrent networks is from
    :cite:t:`martin2018`.

    Examples
    --------
    >>> linear_scan(np.full(4, 0.5), np.array([8.0, 0, 0, 1])).tolist()
    [8.0, 4.0, 2.0, 2.0]
    """
    dtype = np.result_type(f, u, *([] if start is None else [start]))
    h = np.array(u, dtype)
    kept = np.broadcast_to(f, h.shape).astype(dtype)  # of the last 1, 2, 4, ... steps
    if start is not None:
        h[0] += kept[0] * start
    shift = 1
    while shift < len(h):
        h[shift:] += kept[shift:] * h[:-shift]
        kept[shift:] = kept[shift:] * kept[:-shift]
        shift *= 2
    return h


def linear_scan_backward(
    f: np.ndarray, h: np.ndarray, dout: np.ndarray, start: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Go back through :func:`linear_scan`, again by a scan, :eq:`eq-scan-backward`.

    Parameters
    ----------
    f, h : ndarray, shape (T, n, N)
        What went in, and what came out.
    dout : ndarray, shape (T, n, N)
        The immediate derivative ∂⁺L/∂h<t>.
    start : ndarray, shape (n, N), optional
        h<0>, as in forward.

    Returns
    -------
    df, du : ndarray, shape (T, n, N)
        The gradients of f and u.
    dstart : ndarray, shape (n, N)
        The gradient of h<0>.

    Examples
    --------
    >>> f, u = np.full(3, 0.5), np.array([8.0, 0, 0])
    >>> df, du, dstart = linear_scan_backward(f, linear_scan(f, u), np.array([0.0, 0, 1]))
    >>> du.tolist(), df.tolist(), float(dstart)
    ([0.25, 0.5, 1.0], [0.0, 4.0, 4.0], 0.125)
    """
    f = np.broadcast_to(f, h.shape)
    after = np.concatenate([f[1:], np.zeros_like(f[:1])])  # what the next step keeps of this one
    du = linear_scan(after[::-1], dout[::-1])[::-1]
    before = np.zeros_like(h)
    before[1:] = h[:-1]
    if start is not None:
        before[0] = start
    return du * before, du, f[0] * du[0]


def scan_cost(T: int) -> tuple[int, int]:
    r"""Count the levels and the combinations of :func:`linear_scan`, :eq:`eq-scan-cost`.

    Parameters
    ----------
    T : int
        Steps, at least 1.

    Returns
    -------
    levels, combinations : int
        The loop over time has T - 1 of each.

    Raises
    ------
    ValueError
        If `T` is not positive.

    Examples
    --------
    >>> scan_cost(8), scan_cost(1000)
    ((3, 17), (10, 8977))
    """
    if T < 1:
        raise ValueError(f"T must be at least 1, got {T}")
    levels = (T - 1).bit_length()
    return levels, T * levels - 2**levels + 1
