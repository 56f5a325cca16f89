"""Real-time recurrent learning: the gradient of an RNN forward in time, without going back.

Slow, and therefore a judge of backpropagation through time: it shares no line with it.
"""

import numpy as np

from ..checks import check_mask, check_shape
from ..functions import ACTIVATIONS, one_hot
from ..layers import RNN
from ..layers.layer import State


def rtrl_gradients(
    layer: RNN,
    x: np.ndarray,
    dout: np.ndarray,
    state: State = None,
    mask: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    r"""Compute the gradients of an RNN forward in time, :eq:`eq-rtrl`.

    The *influence* of a parameter is the derivative of the whole state a<t> with respect to it. It
    moves along with the state, P<t> = J<t> P<t-1> + ∂⁺a<t>, with J<t> of :eq:`eq-jacobian-step`,
    and at each step the gradient grows by dout<t> · P<t>. Nothing is kept of the past, so the
    sequence may go on forever.

    Parameters
    ----------
    layer : RNN
        The layer; it is not touched.
    x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
        The inputs.
    dout : ndarray, shape (T, n_a, N)
        The immediate derivative of the loss with respect to a<1> .. a<T>.
    state : ndarray, shape (n_a, N), optional
        The initial state; zeros when absent.
    mask : ndarray, shape (T, N), optional
        False where a step is padding.

    Returns
    -------
    dict of ndarray
        ``"W_ax"`` (n_a, n_x), ``"W_aa"`` (n_a, n_a), ``"b_a"`` (n_a, 1) and ``"state"`` (n_a, N),
        what ``layer.backward`` gives for a<0>.

    Raises
    ------
    TypeError
        If the layer is no RNN.
    ValueError
        If an array does not fit.

    Notes
    -----
    The influence of W_aa has n_a · n_a² numbers per example, and each step multiplies it by an
    n_a x n_a matrix: O(n_a⁴) operations per step and example, O(n_a³) memory. Backpropagation
    through time needs O(n_a²) operations per step, and memory for T states.

    References
    ----------
    :cite:t:`williams1989`

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> layer, x, dout = RNN(2, 3, rng=rng), rng.normal(size=(7, 2, 4)), rng.normal(size=(7, 3, 4))
    >>> forward_in_time = rtrl_gradients(layer, x, dout)
    >>> out, _ = layer.forward(x)
    >>> dx, da0 = layer.backward(dout)
    >>> np.testing.assert_allclose(forward_in_time["W_aa"], layer.grads["W_aa"], rtol=1e-12)
    """
    if not isinstance(layer, RNN):
        raise TypeError(f"layer must be an RNN, got {type(layer).__name__}")
    W_ax, W_aa, b_a = layer.params.values()
    (n_a, n_x), dtype = W_ax.shape, layer.params.dtype
    x = one_hot(x, n_x, dtype) if x.dtype.kind in "iu" else x
    T, _, N = check_shape("x", x, "T n_x N", n_x=n_x)
    check_shape("dout", dout, "T n_a N", T=T, n_a=n_a, N=N)
    valid = np.ones((T, N), bool) if mask is None else check_mask(mask, T, N)
    a = np.zeros((n_a, N), dtype) if state is None else state
    check_shape("state", a, "n_a N", n_a=n_a, N=N)

    g0, slope_of = ACTIVATIONS[layer.g0]
    W_a = np.hstack([W_aa, W_ax, b_a])  # (eq-joined-bias): all parameters in one matrix
    same = np.eye(n_a, dtype=dtype)
    P = np.zeros((N, n_a, *W_a.shape), dtype)  # P[n, k, i, j] = ∂a_k / ∂W_a[i, j] of example n
    P0 = np.stack([same] * N)  # P0[n, k, i] = ∂a_k / ∂a<0>_i
    dW_a, da0 = np.zeros_like(W_a), np.zeros_like(a)
    for x_t, dout_t, valid_t in zip(x, dout, valid, strict=True):
        joined = np.vstack([a, x_t, np.ones((1, N), dtype)])
        a_t = g0(W_a @ joined)
        slope = slope_of(a_t)
        J = np.einsum("kn,kl->nkl", slope, W_aa)  # (eq-jacobian-step)
        immediate = np.einsum("kn,ki,jn->nkij", slope, same, joined)  # W_a[i, :] moves a_i only
        P_t = np.einsum("nkl,nlij->nkij", J, P) + immediate
        P0_t = np.einsum("nkl,nli->nki", J, P0)
        a = np.where(valid_t, a_t, a)  # (eq-bptt-mask): at padding nothing moves
        P = np.where(valid_t[:, None, None, None], P_t, P)
        P0 = np.where(valid_t[:, None, None], P0_t, P0)
        dW_a += np.einsum("kn,nkij->ij", dout_t, P)
        da0 += np.einsum("kn,nki->in", dout_t, P0)
    dW_aa, dW_ax, db_a = np.split(dW_a, [n_a, n_a + n_x], axis=1)
    return {"W_ax": dW_ax, "W_aa": dW_aa, "b_a": db_a, "state": da0}
