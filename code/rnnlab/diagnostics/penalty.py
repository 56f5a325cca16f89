"""A penalty on steps that change the length of a gradient: a soft cure against vanishing."""

import numpy as np

from ..checks import check_dtype, check_shape
from ..functions import ACTIVATIONS
from ..layers import RNN
from ._states import skipped_steps

_SMALL = 1e-20  # a gradient shorter than this has no length worth keeping


def length_penalty(layer: RNN, dout: np.ndarray) -> tuple[float, np.ndarray]:
    r"""Punish each step back by (ratio of lengths - 1)², :eq:`eq-length-penalty`.

    The second result is the immediate derivative with respect to W_aa,
    :eq:`eq-length-penalty-slope`: the gradients da<t> and the slopes are held fixed.

    Parameters
    ----------
    layer : RNN
        A plain recurrent layer after ``forward``; it is not touched.
    dout : ndarray, shape (T, n_a, N)
        As for ``layer.backward``. A common factor of the whole array changes nothing.

    Returns
    -------
    omega : float
        The mean over all steps and examples; steps that are padding, or whose gradient has
        vanished altogether, do not count. 0 when no step counts.
    dW_aa : ndarray, shape (n_a, n_a)
        Its immediate derivative, to be added to ``layer.grads["W_aa"]`` times some strength.

    Raises
    ------
    TypeError
        If the layer is no RNN, or the number type of `dout` does not fit.
    RuntimeError
        If there has been no forward yet.
    ValueError
        If the shape of `dout` does not fit.

    References
    ----------
    :cite:t:`pascanu2013`, section 3.3; there a sum over the steps.

    Examples
    --------
    >>> layer = RNN(1, 2, rng=np.random.default_rng(0), g0="identity")
    >>> layer.params["W_aa"] = np.array([[0.5, 0.0], [0.0, 0.5]])      # halves every length
    >>> out, _ = layer.forward(np.ones((3, 1, 1)))
    >>> dout = np.zeros_like(out)
    >>> dout[-1] = 1
    >>> omega, dW_aa = length_penalty(layer, dout)
    >>> omega, bool((dW_aa <= 0).all())            # (0.5 - 1)², and a larger W_aa would lower it
    (0.25, True)
    """
    if not isinstance(layer, RNN):
        raise TypeError(f"layer must be an RNN, got {type(layer).__name__}: gates have many ways")
    T, n_a, N = layer.a[1:].shape
    check_shape("dout", dout, "T n_a N", T=T, n_a=n_a, N=N)
    check_dtype("dout", dout, layer.params.dtype)
    W_aa, skipped = layer.params["W_aa"], skipped_steps(layer, N)
    da, dz, back = dout.copy(), ACTIVATIONS[layer.g0][1](layer.a[1:]), np.empty_like(dout)
    for t in reversed(range(T)):
        dz[t] *= da[t]  # (eq-bptt-dz)
        np.matmul(W_aa.T, dz[t], out=back[t])  # da<t-1>, but for what the loss adds there
        if t:
            da[t - 1] += np.where(skipped[t], da[t], back[t])
    before, after = np.linalg.norm(da, axis=1), np.linalg.norm(back, axis=1)  # (T, N)
    counts = (before > _SMALL) & (after > _SMALL) & ~skipped
    before, after = np.where(counts, before, 1), np.where(counts, after, 1)
    excess = after / before - 1  # (eq-length-penalty); 0 where a step does not count
    pull = 2 * excess / (before * after)  # (eq-length-penalty-slope)
    number = max(int(counts.sum()), 1)
    dW_aa = np.einsum("tin,tjn->ij", pull[:, None] * dz, back, optimize=True)
    return float((excess**2).sum()) / number, dW_aa / number
