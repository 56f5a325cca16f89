"""The training loop: batches in, updates out, and a record of what happened."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from .checks import check_mask
from .data.batching import Batch
from .layers import Layer
from .layers.layer import State
from .model import SequenceModel
from .optimizers import clip_by_global_norm
from .parameters import Parameters

# A training step allocates and frees a few megabytes. glibc hands them back to the system at once
# and fetches them anew, page by page, in the next step; having freed one large block teaches it
# to keep them. Up to three times faster on Linux, no effect elsewhere.
np.empty(30 * 2**20, np.uint8)


class Optimizer(Protocol):
    """Anything with a `step`, such as :class:`rnnlab.SGD` or :class:`rnnlab.Adam`."""

    params: Parameters

    def step(self, grads: Parameters) -> None:
        """Change the parameters by one step."""


@dataclass
class History:
    """What :func:`fit` recorded.

    Attributes
    ----------
    loss : list of float
        Loss of each update's batch, before the update.
    norm : list of float
        Norm of each update's gradient, before clipping.
    validation : list of float
        Validation loss after each epoch; empty without validation.
    best_epoch : int or None
        Epoch (from 1) with the lowest validation loss.
    """

    loss: list[float] = field(default_factory=list)
    norm: list[float] = field(default_factory=list)
    validation: list[float] = field(default_factory=list)
    best_epoch: int | None = None


def evaluate(model: SequenceModel, batches: Iterable[Batch]) -> float:
    """Compute the mean loss over all steps that count, whatever the sizes of the batches.

    Parameters
    ----------
    model : SequenceModel
        The model; neither parameters nor gradients change.
    batches : iterable of Batch
        x of shape (T, n_x, N) or (T, N), with targets and masks.

    Returns
    -------
    float
        The mean loss.

    Raises
    ------
    ValueError
        If there is no batch.

    Examples
    --------
    >>> from rnnlab import RNN, Dense
    >>> rng = np.random.default_rng(0)
    >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng))
    >>> model.params.flat[...] = 0
    >>> batch = Batch(np.ones((7, 2, 5)), np.zeros((7, 5), int))
    >>> print(f"{evaluate(model, [batch]):.4f}")
    1.3863
    """
    total = steps = 0.0
    for batch in batches:
        loss, _ = model.loss(batch.x, batch.y, None, batch.mask, batch.y_mask)
        total, steps = total + loss * (n := _steps(model, batch)), steps + n
    if not steps:
        raise ValueError("batches must hold at least one Batch, got none")
    return total / steps


def _steps(model: SequenceModel, batch: Batch) -> int:
    """Count the steps that the batch's loss is a mean of."""
    mask = batch.mask if batch.y_mask is None and model.read == "every" else batch.y_mask
    return batch.y.shape[0] * batch.y.shape[-1] if mask is None else int(np.sum(mask))


def fit(
    model: SequenceModel,
    batches: Sequence[Batch] | Callable[[int], Iterable[Batch]],
    optimizer: Optimizer,
    *,
    epochs: int,
    max_norm: float | None = None,
    validation: Sequence[Batch] | None = None,
    patience: int | None = None,
    carry_state: bool = False,
    progress: bool = True,
) -> History:
    """Train a model.

    Parameters
    ----------
    model : SequenceModel
        The model; changed in place.
    batches : sequence of Batch, or function
        The batches of every epoch, x of shape (T, n_x, N) or (T, N); or a function that gets the
        epoch's number (from 0) and returns them, for example in a new order.
    optimizer : SGD, Momentum or Adam
        Made with ``model.params``.
    epochs : int
        How often to go through the batches.
    max_norm : float, optional
        Clip the global norm of the gradient to this.
    validation : sequence of Batch, optional
        Evaluated after each epoch.
    patience : int, optional
        Stop after so many epochs without a better validation loss and go back to the best
        parameters. Needs `validation`.
    carry_state : bool
        Start each batch where the one before ended (truncated BPTT); zeros at each epoch's start.
    progress : bool
        Show a progress bar; also off when the environment sets TQDM_DISABLE=1.

    Returns
    -------
    History
        Losses and gradient norms per update, validation losses per epoch.

    Raises
    ------
    ValueError
        If the optimizer belongs to another model, or `patience` has nothing to watch.
    FloatingPointError
        If a loss or a gradient is NaN or Inf; the parameters are those before that update.

    Examples
    --------
    >>> from rnnlab import RNN, Adam, Dense
    >>> rng = np.random.default_rng(0)
    >>> model = SequenceModel(RNN(4, 8, rng=rng), Dense(8, 4, rng=rng))
    >>> ids = rng.integers(0, 4, size=(6, 3))
    >>> history = fit(model, [Batch(ids, ids)], Adam(model.params, lr=0.05), epochs=50)
    >>> history.loss[0] > 1 > 0.1 > history.loss[-1]        # to repeat the input is easy
    True
    """
    if optimizer.params is not model.params:
        raise ValueError("optimizer must be made with model.params, got those of another model")
    if carry_state and not model.layer.one_directional:
        raise ValueError(
            "carry_state=True needs a layer of one direction: the layer that reads "
            "backward starts at the end of the text, not where the last chunk ended"
        )
    if patience is not None and not validation:
        raise ValueError("patience needs validation=[...]: there is nothing to watch")
    from tqdm import tqdm  # here, so that importing rnnlab needs NumPy only

    history, best, waited = History(), math.inf, 0
    of_epoch = batches if callable(batches) else lambda epoch: batches
    total = None if callable(batches) else epochs * len(batches)
    best_flat = None
    with tqdm(total=total, unit="batch", **({} if progress else {"disable": True})) as bar:
        for epoch in range(epochs):
            state = None
            for batch in of_epoch(epoch):
                state = _update(model, batch, state, optimizer, max_norm, history)
                if not carry_state:
                    state = None
                bar.update()
                bar.set_postfix(epoch=epoch + 1, loss=f"{history.loss[-1]:.4f}", refresh=False)
            if validation is None:
                continue
            history.validation.append(evaluate(model, validation))
            if history.validation[-1] < best:
                best, waited, history.best_epoch = history.validation[-1], 0, epoch + 1
                best_flat = model.params.flat.copy() if patience is not None else None
            elif patience is not None and (waited := waited + 1) >= patience:
                break
    if best_flat is not None:
        model.params.flat[...] = best_flat
    return history


def _update(
    model: SequenceModel,
    batch: Batch,
    state: object,
    optimizer: Optimizer,
    max_norm: float | None,
    history: History,
) -> object:
    """Make one update, unless the loss or its gradient is no longer a number."""
    loss, state = model.loss_and_grads(batch.x, batch.y, state, batch.mask, batch.y_mask)
    # Without max_norm nothing is longer than the limit: the norm is only measured.
    norm = clip_by_global_norm(model.grads, max_norm or float(np.finfo(np.float64).max))
    if not (math.isfinite(loss) and math.isfinite(norm)):
        raise FloatingPointError(
            f"loss {loss} with gradient norm {norm} at update {len(history.loss) + 1}: training "
            "has diverged. The parameters are those before this update. Cure: max_norm=1 clips "
            "large gradients; or a smaller learning rate"
        )
    history.loss.append(loss)
    history.norm.append(norm)
    optimizer.step(model.grads)
    return state


def bptt_in_segments(
    layer: Layer,
    x: np.ndarray,
    head: Callable[[np.ndarray, slice], tuple[float, np.ndarray]],
    state: State = None,
    mask: np.ndarray | None = None,
    *,
    every: int | None = None,
) -> tuple[float, State, State]:
    r"""Backpropagate through a long sequence in little memory, :eq:`eq-checkpoint-cost`.

    This is checkpointing. A first forward keeps only the state at the start of each segment. Then,
    from the last segment to the first, each is run forward again and backward. The gradients are
    those of one pass; the memory is that of one segment and the starts, about 2 √T steps instead
    of T; the price is one more forward.

    Parameters
    ----------
    layer : Layer
        A layer of one direction; its gradients are added to.
    x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
        The inputs.
    head : function
        ``head(out, part)`` gets the outputs of one segment, shape (len, n_a, N), and the slice of
        the time axis it stands for; it returns the segment's share of the loss and its gradient
        with respect to `out`.
    state : as the layer's, optional
        The initial state; zeros when absent.
    mask : ndarray, shape (T, N), optional
        False where a step is padding.
    every : int, optional
        Steps per segment; by default √T.

    Returns
    -------
    loss : float
        Sum of the shares.
    state : as the layer's
        The last state.
    dstate : as the layer's
        The gradient of the initial state.

    Raises
    ------
    ValueError
        If the layer reads in both directions, or `every` is below 1.

    References
    ----------
    :cite:t:`chen2016`

    Examples
    --------
    >>> from rnnlab import LSTM
    >>> layer = LSTM(2, 3, rng=np.random.default_rng(0))
    >>> x, weights = np.ones((100, 2, 4)), np.linspace(0, 1, 100)[:, None, None]
    >>> def head(out, part):
    ...     w = weights[part]
    ...     return float((w * out).sum()), np.broadcast_to(w, out.shape)
    >>> loss, state, dstate = bptt_in_segments(layer, x, head)
    >>> in_segments = layer.grads.flat.copy()
    >>> layer.zero_grads()
    >>> out, _ = layer.forward(x)
    >>> dx, _ = layer.backward(head(out, slice(None))[1])
    >>> np.testing.assert_allclose(in_segments, layer.grads.flat, rtol=1e-12)
    """
    if not layer.one_directional:
        raise ValueError(
            "bptt_in_segments needs a layer of one direction: the layer that reads "
            "backward would have to start at the end of every segment"
        )
    T = len(x)
    mask = None if mask is None else check_mask(mask, T, np.shape(x)[-1])
    every = math.isqrt(T) if every is None else every
    if every < 1:
        raise ValueError(f"every must be at least 1, got {every}")
    segments = [slice(t, min(t + every, T)) for t in range(0, T, every)]
    starts = [state]
    for part in segments[:-1]:
        starts.append(layer.forward(x[part], starts[-1], None if mask is None else mask[part])[1])
    total, last, dstate = 0.0, None, None
    while segments:
        part, start = segments.pop(), starts.pop()
        out, end = layer.forward(x[part], start, None if mask is None else mask[part])
        last = end if last is None else last
        loss, dout = head(out, part)
        total += loss
        _, dstate = layer.backward(dout, dstate)
    return total, last, dstate
