"""Gradient descent and its relatives; each acts on one flat vector, whatever the model."""

import math

import numpy as np

from .parameters import Parameters


class SGD:
    r"""Gradient descent, :eq:`eq-sgd`: params <- params - lr * grads.

    Parameters
    ----------
    params : Parameters
        What to change, in place.
    lr : float
        Learning rate; may be changed between steps.

    Raises
    ------
    ValueError
        If `lr` is not positive.

    Examples
    --------
    >>> p = Parameters({"b_a": (1, 1)})
    >>> g = p.zeros_like()
    >>> g["b_a"] += 2
    >>> SGD(p, lr=0.1).step(g)
    >>> p["b_a"]
    array([[-0.2]])
    """

    def __init__(self, params: Parameters, lr: float):
        self.params, self.lr = params, _positive("lr", lr)

    def step(self, grads: Parameters) -> None:
        """Change the parameters by one step.

        Parameters
        ----------
        grads : Parameters
            Gradients, under the names of the parameters; not changed.
        """
        self.params.flat -= self.lr * grads.flat


class Momentum:
    r"""Gradient descent with momentum, :eq:`eq-momentum`.

    v <- beta v + grads, then params <- params - lr v; v starts at zero.

    Parameters
    ----------
    params : Parameters
        What to change, in place.
    lr : float
        Learning rate.
    beta : float
        Share of the old velocity that is kept, in [0, 1).

    Raises
    ------
    ValueError
        If `lr` is not positive or `beta` is not in [0, 1).

    Examples
    --------
    >>> p = Parameters({"b_a": (1, 1)})
    >>> g = p.zeros_like()
    >>> g["b_a"] += 1
    >>> optimizer = Momentum(p, lr=0.1, beta=0.5)
    >>> optimizer.step(g)
    >>> optimizer.step(g)
    >>> p["b_a"]
    array([[-0.25]])
    """

    def __init__(self, params: Parameters, lr: float, beta: float = 0.9):
        self.params, self.lr, self.beta = params, _positive("lr", lr), _share("beta", beta)
        self.v = np.zeros_like(params.flat)

    def step(self, grads: Parameters) -> None:
        """Change the parameters by one step.

        Parameters
        ----------
        grads : Parameters
            Gradients, under the names of the parameters; not changed.
        """
        self.v *= self.beta
        self.v += grads.flat
        self.params.flat -= self.lr * self.v


class Adam:
    r"""Adam, :eq:`eq-adam`: a parameter's step is scaled by the recent size of its gradient.

    m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g², and params change by
    -lr m̂ / (√v̂ + eps), where m̂ and v̂ are corrected for their start at zero.

    Parameters
    ----------
    params : Parameters
        What to change, in place.
    lr : float
        Learning rate: about the largest change of a parameter in one step.
    beta1, beta2 : float
        Memory of the two averages, in [0, 1).
    eps : float
        Keeps the division away from zero.

    Raises
    ------
    ValueError
        If a number is out of its range.

    References
    ----------
    :cite:t:`kingma2015`, algorithm 1.

    Examples
    --------
    >>> p = Parameters({"b_a": (2, 1)})
    >>> g = p.zeros_like()
    >>> g.flat[...] = [3.0, -0.01]
    >>> Adam(p, lr=0.1).step(g)                          # the first step has size lr everywhere
    >>> np.round(p["b_a"], 4)
    array([[-0.1],
           [ 0.1]])
    """

    def __init__(
        self,
        params: Parameters,
        lr: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
    ):
        self.params, self.lr, self.eps = params, _positive("lr", lr), _positive("eps", eps)
        self.beta1, self.beta2 = _share("beta1", beta1), _share("beta2", beta2)
        self.m, self.v, self.t = np.zeros_like(params.flat), np.zeros_like(params.flat), 0

    def step(self, grads: Parameters) -> None:
        """Change the parameters by one step.

        Parameters
        ----------
        grads : Parameters
            Gradients, under the names of the parameters; not changed.
        """
        g, m, v, self.t = grads.flat, self.m, self.v, self.t + 1
        m *= self.beta1
        m += (1 - self.beta1) * g
        v *= self.beta2
        v += (1 - self.beta2) * (g * g)
        to_m_hat = 1 / (1 - self.beta1**self.t)
        to_v_hat = 1 / math.sqrt(1 - self.beta2**self.t)
        size = np.sqrt(v)
        size *= to_v_hat
        size += self.eps
        np.divide(m, size, out=size)
        size *= self.lr * to_m_hat
        self.params.flat -= size


def clip_by_global_norm(grads: Parameters, limit: float) -> float:
    r"""Shorten the gradient of the whole model to `limit` if it is longer, :eq:`eq-clip-norm`.

    One factor for all numbers, so the direction stays.

    Parameters
    ----------
    grads : Parameters
        Gradients, changed in place. A gradient with NaN or Inf is left alone.
    limit : float
        The largest norm allowed.

    Returns
    -------
    float
        The norm *before* clipping; NaN or Inf tells the caller to stop.

    Raises
    ------
    ValueError
        If `limit` is not positive.

    References
    ----------
    :cite:t:`pascanu2013`, algorithm 1.

    Examples
    --------
    >>> g = Parameters({"b_a": (2, 1)})
    >>> g.flat[...] = [3.0, 4.0]
    >>> clip_by_global_norm(g, 1.0)
    5.0
    >>> g.flat
    array([0.6, 0.8])
    """
    _positive("limit", limit)
    g = grads.flat.astype(np.float64, copy=False)  # squares of float32 overflow early
    with np.errstate(over="ignore", invalid="ignore"):
        norm = math.sqrt(g @ g)
    if math.isfinite(norm) and norm > limit:
        grads.flat *= limit / norm
    return norm


def clip_by_value(grads: Parameters, limit: float) -> None:
    r"""Cut every number of the gradient to [-limit, limit], :eq:`eq-clip-value`.

    This may turn its direction.

    Parameters
    ----------
    grads : Parameters
        Gradients, changed in place.
    limit : float
        The largest absolute value allowed.

    Raises
    ------
    ValueError
        If `limit` is not positive.

    Examples
    --------
    >>> g = Parameters({"b_a": (2, 1)})
    >>> g.flat[...] = [3.0, -0.5]
    >>> clip_by_value(g, 1.0)
    >>> g.flat
    array([ 1. , -0.5])
    """
    _positive("limit", limit)
    np.clip(grads.flat, -limit, limit, out=grads.flat)


def _positive(name: str, value: float) -> float:
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} must be a positive number, got {value}")
    return value


def _share(name: str, value: float) -> float:
    if not 0 <= value < 1:
        raise ValueError(f"{name} must be in [0, 1), got {value}")
    return value
