"""Parameters: arrays with names, all of them views into ONE flat vector.

What acts on the vector acts on every parameter at once: clipping, an optimizer's step, a gradient
check, saving and loading are each a few lines, whatever the model.
"""

import copy
import math
from collections.abc import Iterator, Mapping

import numpy as np


class Parameters(Mapping):
    """Named arrays that share one flat vector.

    Parameters
    ----------
    parts : dict
        Name -> shape of a new array of zeros, or name -> another `Parameters`, which moves into
        the new vector; its arrays are then also known as ``"name.array"``.
    dtype : type
        Number type of the new arrays (float64 or float32).

    Attributes
    ----------
    flat : ndarray, shape (number of parameters,)
        The vector. Every named array is a view into it: to change one is to change the other.

    Raises
    ------
    ValueError
        If a part already belongs to another model, or the parts differ in dtype.

    Examples
    --------
    >>> p = Parameters({"W_aa": (2, 2), "b_a": (2, 1)})
    >>> p["b_a"] += 1
    >>> p.flat
    array([0., 0., 0., 0., 1., 1.])
    >>> both = Parameters({"layer": p, "head": Parameters({"b_y": (1, 1)})})
    >>> p["b_a"] += 6
    >>> list(both), both.flat
    (['layer.W_aa', 'layer.b_a', 'head.b_y'], array([0., 0., 0., 0., 7., 7., 0.]))
    """

    def __init__(self, parts: dict, dtype: type = np.float64):
        self._parts = {
            name: part if isinstance(part, Parameters) else tuple(part)
            for name, part in parts.items()
        }
        nested = [part for part in self._parts.values() if isinstance(part, Parameters)]
        for name, part in self._parts.items():
            if isinstance(part, Parameters) and (part._owned or nested.count(part) > 1):
                raise ValueError(
                    f"part {name!r} already belongs to a model: "
                    "give it a copy.deepcopy of the layer"
                )
        if len(types := {part.dtype for part in nested}) > 1:
            raise ValueError(
                f"all parts must have one dtype, got {sorted(map(str, types))}: "
                "make the layers with the same dtype="
            )
        self._owned = False
        if nested:
            dtype = nested[0].dtype
        self._settle({n: np.zeros(s, dtype) for n, s in self._parts.items() if type(s) is tuple})

    def _settle(self, arrays: dict) -> None:
        """Gather the values of all parts in one new vector and live there."""
        for name, part in self._parts.items():
            if isinstance(part, Parameters):
                part._owned, arrays[name] = True, part.flat
        self._live_in(np.concatenate([arrays[name].ravel() for name in self._parts]))

    def _live_in(self, flat: np.ndarray) -> None:
        """Point every name at its window of the vector."""
        for left_behind in getattr(self, "_views", {}).values():
            # Whoever still holds the old array must not write into the void unnoticed.
            left_behind.flags.writeable = False
        self.flat, self._views, start = flat, {}, 0
        for name, part in self._parts.items():
            size = part.flat.size if isinstance(part, Parameters) else math.prod(part)
            window = flat[start : start + size]
            start += size
            if isinstance(part, Parameters):
                part._live_in(window)
                self._views |= {f"{name}.{key}": view for key, view in part.items()}
            else:
                self._views[name] = window.reshape(part)

    @property
    def dtype(self) -> np.dtype:
        """Number type of all arrays."""
        return self.flat.dtype

    def cast(self, dtype: type) -> None:
        """Change the number type of a whole model in place.

        Parameters
        ----------
        dtype : type
            The new type; complex128 is what the complex-step check needs.

        Raises
        ------
        ValueError
            If these parameters are a part of a larger model.

        Examples
        --------
        >>> p = Parameters({"b_a": (2, 1)})
        >>> p.cast(np.float32)
        >>> p["b_a"].dtype
        dtype('float32')
        """
        if self._owned:
            raise ValueError("a part cannot change its dtype alone: cast the whole model")
        self._live_in(self.flat.astype(dtype))

    def zeros_like(self) -> "Parameters":
        """Return zeros under the same names: the place for the gradients.

        Returns
        -------
        zeros : Parameters
            Same names, shapes and dtype; a vector of its own.

        Examples
        --------
        >>> Parameters({"b_a": (2, 1)}).zeros_like().flat
        array([0., 0.])
        """
        parts = {
            name: part.zeros_like() if isinstance(part, Parameters) else part
            for name, part in self._parts.items()
        }
        return Parameters(parts, self.dtype)

    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Take over the values of a dict of arrays, all or nothing.

        Parameters
        ----------
        arrays : mapping of str to ndarray
            One array per name, with the same shapes.

        Raises
        ------
        ValueError
            If a name is missing or unknown, a shape differs, or a number is not finite; the message
            lists them all and nothing has been changed.

        Examples
        --------
        >>> p = Parameters({"b_a": (2, 1)})
        >>> p.load({"b_a": np.ones((2, 2))})
        Traceback (most recent call last):
            ...
        ValueError: cannot load: b_a must have shape (2, 1), got (2, 2)
        """
        arrays = {name: np.asarray(value) for name, value in arrays.items()}
        wrong = [f"{n} is missing" for n in self if n not in arrays]
        wrong += [f"{n} is unknown" for n in arrays if n not in self]
        for name in [n for n in self if n in arrays]:
            if arrays[name].shape != self[name].shape:
                wrong.append(f"{name} must have shape {self[name].shape}, got {arrays[name].shape}")
            elif arrays[name].dtype.kind not in "fiu":
                wrong.append(f"{name} must hold real numbers, got {arrays[name].dtype}")
            elif not np.isfinite(arrays[name]).all():
                wrong.append(f"{name} holds NaN or Inf")
        if wrong:
            raise ValueError("cannot load: " + "; ".join(wrong))
        for name, view in self.items():
            view[...] = arrays[name]

    def __getitem__(self, name: str) -> np.ndarray:
        """Return the array of that name, a view."""
        try:
            return self._views[name]
        except KeyError:
            raise KeyError(f"no parameter {name!r}; there are {', '.join(self)}") from None

    def __setitem__(self, name: str, value: np.ndarray) -> None:
        """Write into the array of that name; it is never replaced by another one.

        ``p["b_a"] += 1`` ends here too, with the view itself as `value`.
        """
        view = self[name]
        if value is view:
            return
        if np.shape(value) not in ((), view.shape):
            raise ValueError(f"{name} must have shape {view.shape}, got {np.shape(value)}")
        view[...] = value

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._views)

    def __len__(self) -> int:
        """Return the number of arrays."""
        return len(self._views)

    __hash__ = object.__hash__
    __eq__ = object.__eq__  # Mapping would compare arrays with ==, which has no truth value

    def __repr__(self) -> str:
        """Show the names and shapes."""
        arrays = ", ".join(f"{name} {view.shape}" for name, view in self.items())
        return f"Parameters({self.flat.size} numbers: {arrays})"

    # A copied or unpickled view would lose its vector, so only the values travel and the views are
    # made anew. A parent holds its parts, the parts never hold the parent: nested sharing survives.
    def __getstate__(self) -> tuple:
        own = {n: self._views[n].copy() for n, part in self._parts.items() if type(part) is tuple}
        return self._parts, own

    def __setstate__(self, state: tuple) -> None:
        self._parts, own = state
        self._owned = False  # a copied layer is free; a copied model claims its parts again
        self._settle(dict(own))

    def __copy__(self) -> "Parameters":
        """Copy deeply: a shallow copy would steal the parts."""
        return copy.deepcopy(self)
