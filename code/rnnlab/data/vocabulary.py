"""Tokens to ids and back: the dictionary that stands at the door of every sequence model."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from ..checks import check_ids, check_shape

SPECIALS = ("<pad>", "<unk>", "<bos>", "<eos>")


class Vocabulary:
    """A fixed list of different tokens; the id of a token is its place in the list.

    The special tokens come first, so with the default ones ``<pad>`` is 0, ``<unk>`` (any token
    that is not in the list) is 1, ``<bos>`` and ``<eos>`` (begin and end of a sequence) are 2
    and 3. A vocabulary never changes: ids are only good for the model they were trained with.

    Parameters
    ----------
    tokens : iterable of str
        The ordinary tokens: words, or characters as in ``Vocabulary(sorted(set(text)))``.
    specials : sequence of str
        The special tokens, possibly none.

    Raises
    ------
    TypeError
        If a token is no string.
    ValueError
        If a token comes twice, or there is none.

    Examples
    --------
    >>> vocabulary = Vocabulary(["bear", "president", "was"])
    >>> vocabulary.encode(["teddy", "was", "president"])
    array([1, 6, 5])
    >>> vocabulary.decode([1, 6, 5])
    ['<unk>', 'was', 'president']
    >>> len(vocabulary), "teddy" in vocabulary, vocabulary["was"]
    (7, False, 6)
    """

    def __init__(self, tokens: Iterable[str], *, specials: Sequence[str] = SPECIALS) -> None:
        if isinstance(specials, str):
            raise TypeError(f"specials must be a sequence of tokens, got the string {specials!r}")
        ordinary = tuple(tokens)
        self._tokens = (*specials, *ordinary)
        self._specials = tuple(specials)
        for token in self._tokens:
            if not isinstance(token, str):
                raise TypeError(f"tokens must be strings, got {token!r} ({type(token).__name__})")
        if not ordinary:
            raise ValueError("tokens must hold at least one token, got none. Is the text empty?")
        self._ids = {token: i for i, token in enumerate(self._tokens)}
        if len(self._ids) < len(self._tokens):
            twice = next(t for i, t in enumerate(self._tokens) if self._ids[t] != i)
            raise ValueError(
                f"tokens must all differ, got {twice!r} twice (special tokens count too). "
                "sorted(set(tokens)) keeps one of each"
            )

    @classmethod
    def from_counts(
        cls,
        counts: Mapping[str, int],
        size: int | None = None,
        min_count: int = 1,
        *,
        specials: Sequence[str] = SPECIALS,
    ) -> "Vocabulary":
        """Keep the most frequent tokens of a text.

        Parameters
        ----------
        counts : mapping of str to int
            How often each token occurs, for example ``collections.Counter(text.split())``.
        size : int, optional
            How many tokens to keep at most. Special tokens are not counted: ``size=10_000``
            with the default ones makes a vocabulary of 10,004.
        min_count : int
            Rarer tokens are left out.
        specials : sequence of str
            The special tokens; a text that already contains them does not count them again.

        Returns
        -------
        Vocabulary
            The specials, then the tokens from the most frequent on; equally frequent ones in
            alphabetical order, so that the order of reading does not matter.

        Raises
        ------
        ValueError
            If `size` or `min_count` is below 1, or nothing is left.

        Examples
        --------
        >>> counts = {"rose": 2, "a": 3, "is": 2, "tulip": 1}
        >>> Vocabulary.from_counts(counts, size=2, specials=["<unk>"]).tokens
        ('<unk>', 'a', 'is')
        """
        if min_count < 1 or (size is not None and size < 1):
            raise ValueError(
                f"size and min_count must be at least 1, got size={size}, min_count={min_count}"
            )
        kept = [t for t, n in counts.items() if n >= min_count and t not in specials]
        if not kept:
            raise ValueError(
                f"counts must hold a token seen at least min_count={min_count} times, "
                f"got {len(counts)} tokens, all rarer. Lower min_count"
            )
        kept.sort(key=lambda token: (-counts[token], token))
        return cls(kept[:size], specials=specials)

    @property
    def tokens(self) -> tuple[str, ...]:
        """All tokens in the order of their ids, specials first."""
        return self._tokens

    @property
    def specials(self) -> tuple[str, ...]:
        """The special tokens."""
        return self._specials

    @property
    def pad(self) -> int:
        """Id of ``<pad>``, which fills short sequences up."""
        return self._special("<pad>")

    @property
    def unk(self) -> int:
        """Id of ``<unk>``, which stands for every unknown token."""
        return self._special("<unk>")

    @property
    def bos(self) -> int:
        """Id of ``<bos>``, the begin of a sequence."""
        return self._special("<bos>")

    @property
    def eos(self) -> int:
        """Id of ``<eos>``, the end of a sequence."""
        return self._special("<eos>")

    def _special(self, token: str) -> int:
        if token not in self._specials:
            raise KeyError(f"this vocabulary has no {token}, only the specials {self._specials}")
        return self._ids[token]

    def encode(self, tokens: Iterable[str]) -> np.ndarray:
        """Turn tokens into ids; tokens that are not in the vocabulary become ``<unk>``.

        Parameters
        ----------
        tokens : iterable of str
            A sequence, specials included where wanted: ``["<bos>", *name, "<eos>"]``. A plain
            string is read character by character.

        Returns
        -------
        ndarray of int64, shape (T,)
            The ids.

        Raises
        ------
        KeyError
            If a token is unknown and the vocabulary has no ``<unk>``.
        TypeError
            If a token is no string.

        Examples
        --------
        >>> letters = Vocabulary("ABC", specials=["<eos>"])
        >>> letters.encode([*"CAB", "<eos>"])
        array([3, 1, 2, 0])
        """
        return np.array([self[token] for token in tokens], dtype=np.int64)

    def decode(self, ids: Sequence[int] | np.ndarray) -> list[str]:
        """Turn ids back into tokens, specials included.

        Parameters
        ----------
        ids : ndarray of int, shape (T,), or sequence of int
            The ids of one sequence.

        Returns
        -------
        list of str
            The tokens.

        Raises
        ------
        ValueError
            If an id is out of range, or `ids` is a whole batch.

        Examples
        --------
        >>> "".join(Vocabulary("ABC", specials=[]).decode([2, 0, 1]))
        'CAB'
        """
        if len(ids) == 0:
            return []
        ids = np.asarray(ids)
        check_shape("ids", ids, "T", cure="Decode one column at a time: ids[:, 0]")
        check_ids("ids", ids, len(self), cure="Do the ids come from another Vocabulary?")
        return [self._tokens[i] for i in ids]

    def token(self, id: int) -> str:
        """Return the token with one id.

        Parameters
        ----------
        id : int
            An id in 0..len(self)-1.

        Returns
        -------
        str
            The token.

        Raises
        ------
        ValueError
            If the id is out of range; a negative one is not counted from the end.

        Examples
        --------
        >>> Vocabulary(["bear"]).token(4)
        'bear'
        """
        return self.decode([id])[0]

    def __getitem__(self, token: str) -> int:
        """Id of a token, the one of ``<unk>`` if it is not in the vocabulary."""
        if not isinstance(token, str):
            raise TypeError(f"tokens must be strings, got {token!r}. decode turns ids into tokens")
        if token in self._ids:
            return self._ids[token]
        if "<unk>" not in self._specials:
            raise KeyError(f"{token!r} is not in this vocabulary, which has no <unk> either")
        return self._ids["<unk>"]

    def __contains__(self, token: object) -> bool:
        return token in self._ids

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tokens)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vocabulary):
            return NotImplemented
        return (self._tokens, self._specials) == (other._tokens, other._specials)

    def __hash__(self) -> int:
        return hash((self._tokens, self._specials))

    def __repr__(self) -> str:
        shown = ", ".join(repr(token) for token in self._tokens[:6])
        return f"Vocabulary({len(self)} tokens: {shown}{', ...' if len(self) > 6 else ''})"
