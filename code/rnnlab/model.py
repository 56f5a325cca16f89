"""A whole model: symbols or vectors in, a recurrent layer, a readout, a loss."""

import json
import zipfile
from pathlib import Path

import numpy as np

from .functions import identity, sigmoid, softmax
from .layers import Dense, Embedding, Layer, layer_from, parts_list
from .layers.layer import State
from .losses import binary_cross_entropy, softmax_cross_entropy, squared_error
from .parameters import Parameters

#: name of the loss -> (the loss as a function of the logits, the g1 that belongs to it)
LOSSES = {
    "softmax_cross_entropy": (softmax_cross_entropy, softmax),
    "binary_cross_entropy": (binary_cross_entropy, sigmoid),
    "squared_error": (squared_error, identity),
}
_FORMAT = "rnnlab model 1"


class SequenceModel:
    r"""Recurrent layer plus readout, :eq:`eq-rnn-state` and :eq:`eq-rnn-output`, with their loss.

    Parameters
    ----------
    layer : Layer
        A recurrent layer such as :class:`~rnnlab.RNN`.
    head : Dense
        The readout; its `n_a` must be the layer's.
    loss : {"softmax_cross_entropy", "binary_cross_entropy", "squared_error"}
        The loss, which also decides g1: softmax, sigmoid or identity.
    read : {"every", "last"}
        Read the state after every step, or only after the last valid step of each example.
    embedding : Embedding, optional
        Turns ids into vectors first. (Ids may also go straight into the layer, as one-hot columns.)

    Attributes
    ----------
    params, grads : Parameters
        All arrays, named ``"layer.W_aa"``, ``"head.W_ya"``, ``"embedding.E"``.

    Raises
    ------
    ValueError
        If the sizes of the parts do not fit, or a name is unknown.

    Examples
    --------
    >>> from rnnlab import RNN
    >>> rng = np.random.default_rng(0)
    >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng))
    >>> x, y = rng.normal(size=(7, 2, 5)), rng.integers(0, 4, size=(7, 5))
    >>> loss, state = model.loss_and_grads(x, y)
    >>> model.grads["layer.W_aa"].shape, state.shape
    ((3, 3), (3, 5))
    """

    def __init__(
        self,
        layer: Layer,
        head: Dense,
        *,
        loss: str = "softmax_cross_entropy",
        read: str = "every",
        embedding: Embedding | None = None,
    ):
        if loss not in LOSSES:
            raise ValueError(f"loss must be one of {', '.join(LOSSES)}, got {loss!r}")
        if read not in ("every", "last"):
            raise ValueError(f"read must be 'every' or 'last', got {read!r}")
        if head.n_a != layer.n_a:
            raise ValueError(f"head.n_a must be layer.n_a={layer.n_a}, got {head.n_a}")
        if embedding is not None and embedding.n_x != layer.n_x:
            raise ValueError(f"embedding.n_x must be layer.n_x={layer.n_x}, got {embedding.n_x}")
        self.layer, self.head, self.embedding = layer, head, embedding
        self.loss_name, self.read = loss, read
        parts = {"embedding": embedding, "layer": layer, "head": head}
        parts = {name: part for name, part in parts.items() if part is not None}
        self.params = Parameters({name: part.params for name, part in parts.items()})
        self.grads = Parameters({name: part.grads for name, part in parts.items()})

    def forward(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, State]:
        r"""Compute the logits: :eq:`eq-rnn-state`, then :eq:`eq-rnn-output` without g1.

        With ``read="last"`` they come from the last valid state, :eq:`eq-last-valid`.

        Parameters
        ----------
        x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
            The inputs.
        state : ndarray, shape (n_a, N), optional
            The initial state; zeros when absent.
        mask : ndarray, shape (T, N), optional
            False where a step is padding.

        Returns
        -------
        z : ndarray, shape (T, n_y, N); with ``read="last"`` (1, n_y, N)
            Logits.
        state : ndarray, shape (n_a, N)
            The last state.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng), read="last")
        >>> model.forward(np.ones((7, 2, 5)))[0].shape
        (1, 4, 5)
        """
        if self.embedding is not None:
            x = self.embedding.forward(x)
        out, state = self.layer.forward(x, state, mask)
        self._T = len(out)
        # Padding carries the state on, so the last entry is the last *valid* state of everyone.
        return self.head.forward(out if self.read == "every" else out[-1:]), state

    def predict(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, State]:
        r"""Compute the predictions ŷ = g1(z), :eq:`eq-rnn-output`.

        Parameters
        ----------
        x, state, mask
            As for :meth:`forward`, with the same shapes.

        Returns
        -------
        y_hat : ndarray, shape (T, n_y, N); with ``read="last"`` (1, n_y, N)
            Probabilities, or numbers when the loss is the squared error.
        state : ndarray, shape (n_a, N)
            The last state.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng))
        >>> y_hat, _ = model.predict(np.ones((7, 2, 5)))
        >>> np.testing.assert_allclose(y_hat.sum(axis=1), 1)
        """
        z, state = self.forward(x, state, mask)
        return LOSSES[self.loss_name][1](z), state

    def loss(
        self,
        x: np.ndarray,
        y: np.ndarray,
        state: State = None,
        mask: np.ndarray | None = None,
        y_mask: np.ndarray | None = None,
    ) -> tuple[float, State]:
        r"""Compute the loss without gradients, :eq:`eq-loss-sequence`.

        Parameters
        ----------
        x, state, mask
            As for :meth:`forward`, with the same shapes.
        y : ndarray of int, shape (T, N); for the other losses (T, n_y, N)
            Targets; with ``read="last"``, T is 1.
        y_mask : ndarray, shape (T, N), optional
            Which steps count; by default those of `mask`.

        Returns
        -------
        loss : float
            Mean over the steps that count.
        state : ndarray, shape (n_a, N)
            The last state.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng))
        >>> model.params.flat[...] = 0                          # knows nothing: log 4
        >>> loss, _ = model.loss(np.ones((7, 2, 5)), np.zeros((7, 5), int))
        >>> print(f"{loss:.4f}")
        1.3863
        """
        z, state = self.forward(x, state, mask)
        return self._loss(z, y, mask, y_mask)[0], state

    def loss_and_grads(
        self,
        x: np.ndarray,
        y: np.ndarray,
        state: State = None,
        mask: np.ndarray | None = None,
        y_mask: np.ndarray | None = None,
    ) -> tuple[float, State]:
        """Compute the loss and put its gradient into `grads` (what was there before is dropped).

        Parameters
        ----------
        x, y, state, mask, y_mask
            As for :meth:`loss`, with the same shapes.

        Returns
        -------
        loss : float
            Mean over the steps that count.
        state : ndarray, shape (n_a, N)
            The last state. No gradient flows through it into the next call: that is truncated
            backpropagation through time.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng))
        >>> loss, _ = model.loss_and_grads(np.ones((7, 2, 5)), np.zeros((7, 5), int))
        >>> bool(model.grads.flat.any())
        True
        """
        z, state = self.forward(x, state, mask)
        loss, dz = self._loss(z, y, mask, y_mask)
        self.grads.flat[...] = 0
        dout = self.head.backward(dz)
        if self.read == "last":
            only_last = np.zeros((self._T, *dout.shape[1:]), dout.dtype)
            only_last[-1] = dout[0]
            dout = only_last
        dx, _ = self.layer.backward(dout)
        if self.embedding is not None:
            self.embedding.backward(dx)
        return loss, state

    def _loss(self, z: np.ndarray, y: np.ndarray, mask: object, y_mask: object) -> tuple:
        if y_mask is None and self.read == "every":
            y_mask = mask
        return LOSSES[self.loss_name][0](z, y, y_mask)

    def save(self, path: str | Path) -> None:
        """Write the model to one ``.npz`` file: its parts as JSON, its parameters as one vector.

        Parameters
        ----------
        path : str or Path
            The file; ``.npz`` is added when missing.

        Examples
        --------
        >>> import tempfile
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     model.save(f"{folder}/model.npz")
        ...     again = SequenceModel.load(f"{folder}/model.npz")
        >>> bool((again.params.flat == model.params.flat).all())
        True
        """
        layer, head = self.layer, self.head
        made_of = {
            "format": _FORMAT,
            "layer": parts_list(layer),
            "head": {"n_a": head.n_a, "n_y": head.n_y},
            "embedding": self.embedding and {"n_v": self.embedding.n_v, "n_x": layer.n_x},
            "loss": self.loss_name,
            "read": self.read,
            "dtype": str(self.params.dtype),
        }
        np.savez(path, model=np.array(json.dumps(made_of)), flat=self.params.flat)

    @classmethod
    def load(cls, path: str | Path) -> "SequenceModel":
        """Read a model written by :meth:`save`.

        Parameters
        ----------
        path : str or Path
            The file.

        Returns
        -------
        SequenceModel
            A new model with the same parts and parameters.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        ValueError
            If the file is damaged or holds something else; the message says what.

        Examples
        --------
        >>> SequenceModel.load("no_such_model.npz")
        Traceback (most recent call last):
            ...
        FileNotFoundError: [Errno 2] No such file or directory: 'no_such_model.npz'
        """
        try:
            with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
                made_of, flat = json.loads(str(file["model"])), file["flat"]
            if made_of["format"] != _FORMAT:
                raise ValueError(f"its format is {made_of['format']!r}, not {_FORMAT!r}")
            model = cls._made_of(made_of)
        except FileNotFoundError:
            raise
        except (OSError, EOFError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
            raise ValueError(
                f"{path} is no model file or is damaged ({error}). Models are written by "
                "SequenceModel.save; copy the file again or train anew"
            ) from None
        expected = model.params.flat
        if flat.shape != expected.shape or not np.isfinite(flat).all():
            raise ValueError(
                f"{path} is damaged: expected {expected.size} finite numbers, "
                f"got shape {flat.shape}"
            )
        expected[...] = flat
        return model

    @classmethod
    def _made_of(cls, made_of: dict) -> "SequenceModel":
        rng = np.random.default_rng(0)  # every number it draws is overwritten by the file
        dtype, table = np.dtype(made_of["dtype"]).type, made_of["embedding"]
        return cls(
            layer_from(made_of["layer"], rng=rng, dtype=dtype),
            Dense(**made_of["head"], rng=rng, dtype=dtype),
            loss=made_of["loss"],
            read=made_of["read"],
            embedding=table and Embedding(**table, rng=rng, dtype=dtype),
        )

    def __repr__(self) -> str:
        """Show the parts."""
        parts = [p for p in (self.embedding, self.layer, self.head) if p is not None]
        named = f"loss={self.loss_name!r}, read={self.read!r}"
        return f"SequenceModel({', '.join(map(repr, parts))}, {named})"
