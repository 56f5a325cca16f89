r"""Weights to and from the layouts of PyTorch and of Ng's course, as dicts of arrays.

PyTorch itself is not needed; its equations are :eq:`eq-torch-rnn` and :eq:`eq-torch-gru`. Its
names end in the number of the layer, and in ``_reverse`` for the direction that reads backward:
``weight_ih_l0``, ``weight_hh_l1_reverse``. Its matrices have our shapes, and its blocks of rows
our order: i, f, g, o (LSTM) and r, z, n (GRU). Only the biases differ, shape (k n_a,) there and
(k n_a, 1) here: PyTorch adds two of them where one would do.

=========  ==============================  =================================================
rnnlab     torch.nn.RNN, LSTM, GRU         remark
=========  ==============================  =================================================
``W_ax``   ``weight_ih_l0``                the same matrix, not transposed
``W_aa``   ``weight_hh_l0``                the same matrix, not transposed
``b_a``    ``bias_ih_l0 + bias_hh_l0``     only the sum acts; outward the second is zero
``b_g``    rows n of ``bias_hh_l0``        GRU only: it stands inside r ⊙ ( ), so it cannot
                                           be added to the other one
=========  ==============================  =================================================

Ng's course :cite:`ng2018` has one matrix per gate, (n_a, n_a + n_x), that acts on the previous
state stacked on the input. In its LSTM, ``Wf``, ``Wi``, ``Wc``, ``Wo`` are our rows f, i, g, o. In
its GRU, ``Wu``, ``Wr``, ``Wc`` are our rows z, r, n of the form ``reset="before"``, and the update
gate multiplies the new value where ours multiplies the old one. Since 1 - σ(z) = σ(-z), the rows of
``Wu`` and ``bu`` change their sign.
"""

from collections.abc import Mapping

import numpy as np

from .layers import GRU, LSTM, RNN, Bidirectional, Layer, Recurrent, Stacked

_NG = {"LSTM": {"f": "f", "i": "i", "c": "g", "o": "o"}, "GRU": {"u": "z", "r": "r", "c": "n"}}


def to_torch(layer: Layer) -> dict[str, np.ndarray]:
    r"""Return the parameters under PyTorch's names, :eq:`eq-torch-rnn`; see :mod:`rnnlab.interop`.

    Parameters
    ----------
    layer : RNN, LSTM, GRU, Bidirectional or Stacked
        What ``torch.nn.RNN``, ``LSTM`` or ``GRU`` can be: cells of one kind and size, all layers
        with one direction or all with two.

    Returns
    -------
    dict of ndarray
        For each cell ``weight_ih_l0`` (k n_a, n_x), ``weight_hh_l0`` (k n_a, n_a), ``bias_ih_l0``
        and ``bias_hh_l0``, shape (k n_a,), with k = 1, 4 or 3 blocks of rows; copies. In PyTorch::

            theirs = torch.nn.LSTM(n_x, n_a, num_layers=2, dtype=torch.float64)
            theirs.load_state_dict({k: torch.tensor(v) for k, v in to_torch(layer).items()})

    Raises
    ------
    TypeError
        If `layer` is not made of recurrent cells.
    ValueError
        If PyTorch has no such layer; the message says why.

    Examples
    --------
    >>> layer = GRU(2, 3, rng=np.random.default_rng(0))
    >>> {name: array.shape for name, array in to_torch(layer).items()}
    {'weight_ih_l0': (9, 2), 'weight_hh_l0': (9, 3), 'bias_ih_l0': (9,), 'bias_hh_l0': (9,)}
    """
    arrays = {}
    for suffix, cell in _cells(layer).items():
        arrays[f"weight_ih_{suffix}"] = cell.params["W_ax"].copy()
        arrays[f"weight_hh_{suffix}"] = cell.params["W_aa"].copy()
        arrays[f"bias_ih_{suffix}"] = cell.params["b_a"].ravel().copy()
        second = arrays[f"bias_hh_{suffix}"] = np.zeros_like(arrays[f"bias_ih_{suffix}"])
        if isinstance(cell, GRU):
            second[2 * cell.n_a :] = cell.params["b_g"][:, 0]
    return arrays


def from_torch(layer: Layer, arrays: Mapping[str, np.ndarray]) -> None:
    r"""Take over the parameters of a ``torch.nn.RNN``, ``LSTM`` or ``GRU``, all or nothing.

    The two biases of each cell are added, :eq:`eq-torch-bias`, but for the rows of the GRU's
    candidate, which stay apart, :eq:`eq-torch-gru`.

    Parameters
    ----------
    layer : RNN, LSTM, GRU, Bidirectional or Stacked
        What to change; of the same kind, sizes, number of layers and directions.
    arrays : mapping of str to ndarray
        Its ``state_dict()``, or the same as arrays or as an opened ``.npz`` file; the shapes are
        those that :func:`to_torch` returns.

    Raises
    ------
    TypeError
        If `layer` is not made of recurrent cells.
    ValueError
        If PyTorch has no such layer, or names, shapes or numbers do not fit; the message lists
        everything that does not, and nothing has been changed.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> one, other = (Stacked(LSTM(2, 3, rng=rng), LSTM(3, 3, rng=rng)) for _ in range(2))
    >>> from_torch(other, to_torch(one))
    >>> bool((one.params.flat == other.params.flat).all())
    True
    """
    cells, shapes = _cells(layer), {}
    for suffix, cell in cells.items():
        shapes[f"weight_ih_{suffix}"] = cell.params["W_ax"].shape
        shapes[f"weight_hh_{suffix}"] = cell.params["W_aa"].shape
        shapes[f"bias_ih_{suffix}"] = shapes[f"bias_hh_{suffix}"] = (len(cell.params["b_a"]),)
    arrays = _fitting(layer, arrays, shapes, f"the state_dict() of {_in_torch(cells)} with biases")
    for suffix, cell in cells.items():
        cell.params["W_ax"] = arrays[f"weight_ih_{suffix}"]
        cell.params["W_aa"] = arrays[f"weight_hh_{suffix}"]
        first, second = arrays[f"bias_ih_{suffix}"], arrays[f"bias_hh_{suffix}"].copy()
        if isinstance(cell, GRU):
            cell.params["b_g"] = second[2 * cell.n_a :, None]
            second[2 * cell.n_a :] = 0
        cell.params["b_a"] = (first + second)[:, None]


def to_ng(layer: Recurrent) -> dict[str, np.ndarray]:
    r"""Return the parameters of :eq:`eq-lstm-gates` or :eq:`eq-gru-before` as Ng writes them.

    Parameters
    ----------
    layer : LSTM, or GRU with ``reset="before"``
        A single cell.

    Returns
    -------
    dict of ndarray
        Per gate one matrix (n_a, n_a + n_x), which acts on the previous state stacked on the
        input, and one bias (n_a, 1): ``Wf``, ``bf``, ``Wi``, ``bi``, ``Wc``, ``bc``, ``Wo``,
        ``bo``, or for the GRU ``Wu``, ``bu``, ``Wr``, ``br``, ``Wc``, ``bc``. (His lectures, and
        old copies of the assignment, call the LSTM's ``Wi`` ``Wu``.)

    Raises
    ------
    TypeError
        If `layer` is another one.
    ValueError
        If the GRU resets after the product: the course has no such form.

    References
    ----------
    :cite:t:`ng2018`

    Examples
    --------
    >>> layer = GRU(2, 3, rng=np.random.default_rng(0), reset="before")
    >>> ng = to_ng(layer)
    >>> list(ng), ng["Wu"].shape
    (['Wu', 'bu', 'Wr', 'br', 'Wc', 'bc'], (3, 5))
    >>> bool((ng["Wu"][:, 3:] == -layer.gate("W_ax", "z")).all())
    True
    """
    arrays = {}
    for theirs, ours in _ng_gates(layer).items():
        W = np.hstack([layer.gate("W_aa", ours), layer.gate("W_ax", ours)])
        arrays[f"W{theirs}"] = _sign(theirs) * W
        arrays[f"b{theirs}"] = _sign(theirs) * layer.gate("b_a", ours)
    return arrays


def from_ng(layer: Recurrent, arrays: Mapping[str, np.ndarray]) -> None:
    r"""Take over parameters written as in Ng's course, all or nothing; undoes :func:`to_ng`.

    Parameters
    ----------
    layer : LSTM, or GRU with ``reset="before"``
        What to change.
    arrays : mapping of str to ndarray
        What :func:`to_ng` returns, in the same shapes. ``Wy`` and ``by`` belong to the readout:
        leave them out.

    Raises
    ------
    TypeError
        If `layer` is another one.
    ValueError
        If the GRU resets after the product, or names, shapes or numbers do not fit; the message
        lists everything that does not, and nothing has been changed.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> one, other = LSTM(2, 3, rng=rng), LSTM(2, 3, rng=rng)
    >>> from_ng(other, to_ng(one))
    >>> bool((one.params.flat == other.params.flat).all())
    True
    """
    gates, n_a = _ng_gates(layer), layer.n_a
    shapes = {f"W{gate}": (n_a, n_a + layer.n_x) for gate in gates}
    shapes |= {f"b{gate}": (n_a, 1) for gate in gates}
    arrays = _fitting(layer, arrays, shapes, "one matrix and one bias per gate, no readout")
    for theirs, ours in gates.items():
        W = _sign(theirs) * arrays[f"W{theirs}"]
        layer.gate("W_aa", ours)[...] = W[:, :n_a]
        layer.gate("W_ax", ours)[...] = W[:, n_a:]
        layer.gate("b_a", ours)[...] = _sign(theirs) * arrays[f"b{theirs}"]


def _sign(theirs: str) -> int:
    return -1 if theirs == "u" else 1  # the update gate of the GRU; no gate of the LSTM is named u


def _ng_gates(layer: Recurrent) -> dict[str, str]:
    """Ng's letter of each gate and ours."""
    kind = type(layer).__name__
    if kind not in _NG:
        raise TypeError(f"layer must be an LSTM or a GRU, got {kind}")
    if kind == "GRU" and layer.reset != "before":
        raise ValueError(
            f"reset must be 'before', got {layer.reset!r}: in Ng's course the reset gate acts "
            "before the product. Make the layer with GRU(..., reset='before')"
        )
    return _NG[kind]


def _levels(layer: Layer) -> list[Layer]:
    """List the parts of a stack, also of a stack of stacks, from the bottom up."""
    if isinstance(layer, Stacked):
        return [level for part in layer.layers for level in _levels(part)]
    return [layer]


def _cells(layer: Layer) -> dict[str, Recurrent]:
    """Name the cells as PyTorch does, "l0", "l0_reverse", "l1", ...; refuse what it has not."""
    levels = _levels(layer)
    two = isinstance(levels[0], Bidirectional)
    if any(isinstance(level, Bidirectional) != two for level in levels):
        raise ValueError(f"all layers must have one direction, or all two, got {layer}")
    cells = {}
    for k, level in enumerate(levels):
        cells |= {f"l{k}": level.fwd, f"l{k}_reverse": level.bwd} if two else {f"l{k}": level}
    for cell in cells.values():
        _check_cell(cell)
    if len({(type(cell), cell.n_a, getattr(cell, "g0", None)) for cell in cells.values()}) > 1:
        raise ValueError(
            f"all cells must be of one kind, with the same n_a and g0, got {layer}: "
            "convert them one by one"
        )
    return cells


def _check_cell(cell: Layer) -> None:
    if not isinstance(cell, RNN | LSTM | GRU):
        raise TypeError(
            f"layer must be an RNN, LSTM or GRU, or these in Bidirectional and Stacked, "
            f"got {type(cell).__name__}"
        )
    if isinstance(cell, RNN) and cell.g0 not in ("tanh", "relu"):
        raise ValueError(
            f"g0 must be tanh or relu, got {cell.g0!r}: torch.nn.RNN has no other nonlinearity"
        )
    if isinstance(cell, GRU) and cell.reset != "after":
        raise ValueError(
            f"reset must be 'after', got {cell.reset!r}: torch.nn.GRU resets after the product"
        )


def _in_torch(cells: Mapping[str, Recurrent]) -> str:
    """Write down what these cells are in PyTorch."""
    cell = cells["l0"]
    options = ", nonlinearity='relu'" if isinstance(cell, RNN) and cell.g0 == "relu" else ""
    two = "l0_reverse" in cells
    if (layers := len(cells) // (1 + two)) > 1:
        options += f", num_layers={layers}"
    options += ", bidirectional=True" if two else ""
    return f"torch.nn.{type(cell).__name__}({cell.n_x}, {cell.n_a}{options})"


def _fitting(
    layer: Layer, arrays: Mapping[str, np.ndarray], shapes: dict[str, tuple], expected: str
) -> dict[str, np.ndarray]:
    """Return the arrays if their names and shapes are the expected ones and all numbers finite."""
    arrays = {name: np.asarray(arrays[name]) for name in arrays}
    wrong = [f"{name} is missing" for name in shapes if name not in arrays]
    for name in [name for name in arrays if name not in shapes]:
        why = " (proj_size > 0: rnnlab has no projections)" if "_hr_" in name else ""
        wrong.append(f"{name} is unknown{why}")
    for name in [name for name in shapes if name in arrays]:
        if arrays[name].shape != shapes[name]:
            wrong.append(f"{name} must have shape {shapes[name]}, got {arrays[name].shape}")
        elif not _finite_as(arrays[name], layer.params.dtype):
            wrong.append(f"{name} must hold finite real numbers")
    if wrong:
        raise ValueError(f"cannot load into {layer}: {'; '.join(wrong)}. Expected is {expected}")
    return arrays


def _finite_as(array: np.ndarray, dtype: np.dtype) -> bool:
    """Tell whether the numbers are real and finite, also in the layer's number type."""
    with np.errstate(over="ignore"):  # 1e300 is finite, but not in float32
        return array.dtype.kind in "fiu" and bool(np.isfinite(array.astype(dtype)).all())
