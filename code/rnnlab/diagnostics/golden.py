"""Numbers that PyTorch computed, so that nobody needs PyTorch to compare with it."""

from importlib.resources import files

import numpy as np


def golden_rnn(g0: str = "tanh", *, masked: bool = False) -> dict:
    r"""Return the weights, inputs, outputs and gradients of a ``torch.nn.RNN``, in our layout.

    The loss is :math:`\sum dout \odot out + \sum dstate \odot state`, in float64, with T = 6,
    N = 4, n_x = 3, n_a = 5. The file is ``golden_rnn.npz`` beside this module; the script
    ``tools/make_golden.py`` wrote it.

    Parameters
    ----------
    g0 : {"tanh", "relu"}
        The activation function.
    masked : bool
        Sequences of different lengths (packed, in PyTorch's words). At padding `out`, `dout` and
        `dx` are zero.

    Returns
    -------
    dict
        What goes in: ``x`` (T, n_x, N), ``state0`` (n_a, N), ``mask`` (T, N) or None, ``dout``
        (T, n_a, N), ``dstate`` (n_a, N), ``W_ax``, ``W_aa``, ``b_a``. What comes out: ``out``
        (T, n_a, N), ``state`` (n_a, N), ``dx``, ``dstate0``, ``dW_ax``, ``dW_aa``, ``db_a``. And
        ``torch``, its version, and ``state_dict``, the weights as PyTorch names them.

    Raises
    ------
    ValueError
        If there are no such numbers.

    Examples
    --------
    >>> from rnnlab import RNN
    >>> from rnnlab.interop import from_torch
    >>> golden = golden_rnn()
    >>> layer = RNN(3, 5, rng=np.random.default_rng(0))
    >>> from_torch(layer, golden["state_dict"])
    >>> out, state = layer.forward(golden["x"], golden["state0"])
    >>> np.testing.assert_allclose(out, golden["out"], rtol=1e-12)
    """
    if g0 not in ("tanh", "relu"):
        raise ValueError(f"g0 must be tanh or relu, got {g0!r}: torch.nn.RNN has no other")
    with (files(__package__) / "golden_rnn.npz").open("rb") as file, np.load(file) as arrays:
        common = {name: arrays[name] for name in arrays if "/" not in name}
        prefix = f"{g0}_{'masked' if masked else 'full'}/"
        case = {n.removeprefix(prefix): arrays[n] for n in arrays if n.startswith(prefix)}
    golden = {"torch": str(common.pop("torch")), "mask": None, **common, **case}
    names = "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"
    W_ax, W_aa, b_ih, b_hh = weights = [golden.pop(name) for name in names]
    golden["state_dict"] = dict(zip(names, weights, strict=True))
    return golden | {"W_ax": W_ax, "W_aa": W_aa, "b_a": (b_ih + b_hh)[:, None]}


def golden_lstm() -> dict[str, np.ndarray]:
    r"""Return the weights, inputs and outputs of a ``torch.nn.LSTM``, in PyTorch's own axes.

    One layer, made with ``batch_first=True``, in float64, with N = 3, T = 5, n_x = 4, n_a = 2. The
    file is ``golden_lstm.npz`` beside this module; the script ``tools/make_golden.py`` wrote it.

    Returns
    -------
    dict of ndarray
        What goes in: ``weight_ih_l0`` (4 n_a, n_x), ``weight_hh_l0`` (4 n_a, n_a), ``bias_ih_l0``,
        ``bias_hh_l0`` (4 n_a,), ``input`` (N, T, n_x), ``h_0`` and ``c_0`` (1, N, n_a). What comes
        out: ``output`` (N, T, n_a), ``h_n`` and ``c_n`` (1, N, n_a). And ``torch``, its version.

    Examples
    --------
    >>> from rnnlab import LSTM
    >>> from rnnlab.interop import from_torch
    >>> golden = golden_lstm()
    >>> layer = LSTM(4, 2, rng=np.random.default_rng(0))
    >>> from_torch(layer, {k: v for k, v in golden.items() if k.endswith("_l0")})
    >>> out, _ = layer.forward(golden["input"].transpose(1, 2, 0),
    ...                        (golden["h_0"][0].T, golden["c_0"][0].T))
    >>> np.testing.assert_allclose(out.transpose(2, 0, 1), golden["output"], rtol=1e-12)
    """
    with (files(__package__) / "golden_lstm.npz").open("rb") as file, np.load(file) as arrays:
        return dict(arrays)


def golden_page() -> dict[str, dict[str, np.ndarray]]:
    """Return what PyTorch answered to the cells of the chapter on PyTorch, part by part.

    Readers without PyTorch see these arrays, those with it compute them anew. The file is
    ``golden_page.npz`` beside this module; the script ``tools/make_golden.py`` runs the cells of
    the chapter and keeps what every function marked ``@pytorch`` returns.

    Returns
    -------
    dict
        Name of the function -> name of the array -> the array, in the shapes that the page says.

    Examples
    --------
    >>> golden_page()["rnn"]["out"].shape                     # T, n_a, N
    (6, 5, 4)
    """
    parts: dict[str, dict[str, np.ndarray]] = {}
    with (files(__package__) / "golden_page.npz").open("rb") as file, np.load(file) as arrays:
        for key in arrays:
            part, _, name = key.partition("/")
            parts.setdefault(part, {})[name] = arrays[key]
    return parts
