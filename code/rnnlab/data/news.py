"""News sentences with names in them, from a small grammar whose best tagger is known exactly.

Some words are names in one sentence and things in another: "rose hill said" and "rose garden". All
words are in lower case, as a speech recognizer writes them.
"""

from dataclasses import dataclass

import numpy as np

from ..checks import check_ids, check_rng, check_shape
from .batching import Batch
from .hmm import HiddenMarkov
from .vocabulary import Vocabulary

#: The tags, in the order of their ids: no name, first word of a name, further word of a name.
TAGS = ("O", "B-PER", "I-PER")

AMBIGUOUS = tuple("teddy rose may mark grace hope bill jack grant faith joy art summer dawn "
                  "dean iris olive ruby".split())  # fmt: skip
FIRST = tuple("maria john ahmed yuki olga pedro anna david chen fatima lena omar ingrid paulo "
              "mehmet sofia ivan amara tomas leila oscar nina raj elena kofi hanna marco aisha "
              "pavel linh jonas zara emil rosa karim ida hugo mina leon tara samir vera bruno "
              "noor felix dina andre yara otto lucia viktor meera paul sana erik nadia juan "
              "greta tariq alma".split())  # fmt: skip
SURNAME = tuple("roosevelt smith garcia tanaka novak okafor rossi singh kim berg mueller silva "
                "johnson nguyen petrov haddad kowalski moreau andersen costa yilmaz ivanova "
                "mensah schmidt lopez sato horvath diallo eriksen romano patel weber santos lund "
                "ferrari chaudhry dubois ito keller marino osman vega larsen popescu ramos fischer "
                "adeyemi janssen torres bianchi hansen khan molina sorensen wagner ortiz "
                "lindqvist abbas duarte virtanen".split())  # fmt: skip
NOUN = tuple("bear season tower garden prize cup concert festival market fund museum bridge "
             "station school hotel report theater harbor library gallery stadium clinic factory "
             "ferry railway tunnel mine hall orchestra team trophy parade auction exhibition trial "
             "summit election carnival exchange airport depot canal kiosk quarry cinema studio "
             "brewery mill vineyard orchard lighthouse castle chapel statue fountain arcade tram "
             "viaduct reservoir observatory".split())  # fmt: skip
OBJECT = tuple("london parliament markets crowds reporters paris schools farmers tokyo voters "
               "cairo judges workers berlin tourists lima nurses rome students oslo pilots doctors "
               "lagos miners teachers delhi sailors artists vienna lawyers bakers quito dancers "
               "athens drivers kyoto engineers poets madrid soldiers dublin cooks seoul singers "
               "hanoi actors lisbon editors accra chemists prague painters bogota cyclists "
               "warsaw tailors riga gardeners tunis weavers".split())  # fmt: skip
BOTH_SURNAME_AND_NOUN = tuple("bell park stone hill brook fields".split())
BOTH_VERBS = tuple("opened closed moved turned".split())

# state -> (tag, closed words, open words, {next state: chance}); the comments say what it is
_STATES: dict[str, tuple] = {
    "opener": ("O", "yesterday today meanwhile however", (),
               {"name": 0.3, "word": 0.2, "first": 0.2, "det": 0.15, "title": 0.15}),
    "det": ("O", "the this a", (), {"word": 0.6, "noun": 0.4}),
    "title": ("O", "mr mrs senator dr", (), {"name": 0.6, "first": 0.4}),
    "name": ("B-PER", AMBIGUOUS, (), {"surname": 0.6, "acts": 0.4}),
    "first": ("B-PER", (), FIRST, {"surname": 0.6, "acts": 0.4}),
    "surname": ("I-PER", BOTH_SURNAME_AND_NOUN, SURNAME, {"acts": 1}),
    "word": ("O", AMBIGUOUS, (), {"noun": 1}),
    "noun": ("O", BOTH_SURNAME_AND_NOUN, NOUN, {"happens": 1}),
    "acts": ("O", (*BOTH_VERBS, "visited", "met", "praised", "painted", "showed", "left"), (),
             {"o_name": 0.3, "o_word": 0.3, "object": 0.4}),
    "happens": ("O", (*BOTH_VERBS, "fell", "shone", "burned", "vanished", "grew", "failed"), (),
                {"place": 0.6, "stop": 0.4}),
    "place": ("O", "near beside with behind", (), {"o_name": 0.25, "o_word": 0.25, "object": 0.5}),
    "o_name": ("B-PER", AMBIGUOUS, (), {"o_surname": 0.5, "stop": 0.5}),
    "o_surname": ("I-PER", BOTH_SURNAME_AND_NOUN, SURNAME, {"stop": 1}),
    "o_word": ("O", AMBIGUOUS, (), {"o_noun": 1}),
    "o_noun": ("O", BOTH_SURNAME_AND_NOUN, NOUN, {"stop": 1}),
    "object": ("O", (), OBJECT, {"stop": 1}),
    "stop": ("O", ".", (), {"stop": 1}),
}  # fmt: skip
_START = {"opener": 0.15, "det": 0.1, "title": 0.1, "name": 0.3, "first": 0.15, "word": 0.2}
# Share of a surname's or noun's chance that goes to the words that may be both.
_SHARED = 0.25


@dataclass(frozen=True)
class News:
    """The source of the sentences, and the exact chances of each tag.

    Parameters
    ----------
    n_open : int
        How many first names, surnames, nouns and objects there are, at most 60 of each. The k-th of
        them is drawn in proportion to 1/k, so that many are rare when there are many.

    Attributes
    ----------
    vocabulary : Vocabulary
        All words, with ``<pad>`` and ``<unk>``.
    source : HiddenMarkov
        The chain of 17 states that shows ids of the vocabulary.
    tag_of : ndarray of int, shape (17,)
        The tag of each state, as its place in :data:`TAGS`.

    Raises
    ------
    ValueError
        If `n_open` is not between 1 and 60.

    Examples
    --------
    >>> news = News(12)
    >>> batch = news.sentences(3, rng=np.random.default_rng(1))
    >>> for words, tags in news.lines(batch):
    ...     print(" ".join(words), "|", " ".join(tags))
    teddy closed iris bell . | B-PER O O O O
    grace prize closed beside judges . | O O O O O O
    meanwhile jack okafor visited teddy stone . | O B-PER I-PER O O O O
    """

    n_open: int = 12

    def __post_init__(self) -> None:
        if not 1 <= self.n_open <= 60:
            raise ValueError(f"n_open must be between 1 and 60, got {self.n_open}")
        words = _words_of_states(self.n_open)
        known = sorted({w for chances in words.values() for w in chances})
        vocabulary = Vocabulary(known, specials=("<pad>", "<unk>"))
        names = list(_STATES)
        A, B = np.zeros((len(names),) * 2), np.zeros((len(names), len(vocabulary)))
        for i, name in enumerate(names):
            for after, chance in _STATES[name][3].items():
                A[i, names.index(after)] = chance
            for word, chance in words[name].items():
                B[i, vocabulary[word]] += chance
        start = np.array([_START.get(name, 0.0) for name in names])
        source = HiddenMarkov(start, A, B, end=names.index("stop"))
        tag_of = np.array([TAGS.index(_STATES[name][0]) for name in names])
        for key, value in (("vocabulary", vocabulary), ("source", source), ("tag_of", tag_of)):
            object.__setattr__(self, key, value)

    def sentences(self, N: int, *, rng: np.random.Generator) -> Batch:
        """Draw sentences with their tags.

        Parameters
        ----------
        N : int
            How many.
        rng : numpy.random.Generator
            Source of the sentences.

        Returns
        -------
        Batch
            x of shape (T, N), ids of ``vocabulary``; y of shape (T, N), ids of :data:`TAGS`;
            the mask.

        Examples
        --------
        >>> News(12).sentences(5, rng=np.random.default_rng(0)).x.shape
        (7, 5)
        """
        x, states, mask = self.source.sample(N, rng=rng, T=20)
        return Batch(x, np.where(mask, self.tag_of[states], 0), mask)

    def tag_chances(
        self,
        x: np.ndarray,
        mask: np.ndarray | None = None,
        *,
        lag: int | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> np.ndarray:
        r"""Compute the chance of each tag given the words up to t + lag, :eq:`eq-hmm-posterior`.

        Parameters
        ----------
        x : ndarray of int, shape (T, N)
            Ids of ``vocabulary``, or of the one given.
        mask : ndarray of bool, shape (T, N), optional
            True where a step is real.
        lag : int, optional
            Words after t that may be used; None means the whole sentence.
        vocabulary : Vocabulary, optional
            A smaller one in which x is written: words that it lacks all look like ``<unk>``.

        Returns
        -------
        ndarray, shape (T, 3, N)
            The best prediction that anybody can make of the tags, in the order of :data:`TAGS`.

        Examples
        --------
        >>> news = News(12)
        >>> x = news.vocabulary.encode("rose hill fell .".split())[:, None]
        >>> news.tag_chances(x, lag=0)[0, :, 0].round(3)       # "rose" alone: a name with 0.6
        array([0.4, 0.6, 0. ])
        >>> news.tag_chances(x)[0, :, 0].round(3)              # people do not fall here
        array([1., 0., 0.])
        """
        source = self.source
        if vocabulary is not None:
            new_ids = vocabulary.encode(self.vocabulary.tokens)
            new_ids[:2] = vocabulary.unk  # <pad> and <unk> are never shown
            source = source.merged(new_ids, len(vocabulary))
        states = source.posterior(x, mask, lag=lag)
        tags = np.zeros((len(x), len(TAGS), x.shape[1]))
        for state, tag in enumerate(self.tag_of):
            tags[:, tag] += states[:, state]
        return tags

    def ambiguous(self, x: np.ndarray) -> np.ndarray:
        """Tell where a word stands that may be a first name or a thing.

        Parameters
        ----------
        x : ndarray of int, shape (T, N)
            Ids of ``vocabulary``.

        Returns
        -------
        ndarray of bool, shape (T, N)
            True for teddy, rose, may ...

        Examples
        --------
        >>> news = News(12)
        >>> news.ambiguous(news.vocabulary.encode(["teddy", "bear"])[:, None]).ravel()
        array([ True, False])
        """
        return np.isin(x, [self.vocabulary[word] for word in AMBIGUOUS])

    def lines(self, batch: Batch) -> list[tuple[list[str], list[str]]]:
        """Write the sentences of a batch out.

        Parameters
        ----------
        batch : Batch
            From :meth:`sentences`, x and y of shape (T, N).

        Returns
        -------
        list of (list of str, list of str)
            Words and tags of each column, without padding.

        Examples
        --------
        >>> news = News(12)
        >>> words, tags = news.lines(news.sentences(1, rng=np.random.default_rng(2)))[0]
        >>> len(words) == len(tags)
        True
        """
        return [
            (self.vocabulary.decode(batch.x[real, n]), [TAGS[k] for k in batch.y[real, n]])
            for n, real in enumerate(batch.mask.T)
        ]


def word_dropout(
    x: np.ndarray, p: float, unk: int, *, rng: np.random.Generator, keep: tuple[int, ...] = ()
) -> np.ndarray:
    """Replace words by ``<unk>`` at random, so that a network learns what to make of it.

    Parameters
    ----------
    x : ndarray of int, shape (T, N)
        Ids.
    p : float
        The chance of each word to be replaced.
    unk : int
        The id of ``<unk>``.
    rng : numpy.random.Generator
        Decides.
    keep : tuple of int
        Ids that are never replaced, such as that of ``<pad>``.

    Returns
    -------
    ndarray of int, shape (T, N)
        A new array.

    Raises
    ------
    ValueError
        If `p` is no chance.

    References
    ----------
    :cite:t:`iyyer2015`

    Examples
    --------
    >>> x = np.arange(2, 8).reshape(6, 1)
    >>> word_dropout(x, 0.5, 1, rng=np.random.default_rng(0)).ravel()
    array([2, 1, 1, 1, 6, 7])
    """
    check_shape("x", x, "T N")
    check_ids("x", x, np.iinfo(np.int64).max)
    check_rng(rng)
    if not 0 <= p <= 1:
        raise ValueError(f"p must be between 0 and 1, got {p}")
    return np.where((rng.random(x.shape) < p) & ~np.isin(x, keep), unk, x)


def _words_of_states(n_open: int) -> dict[str, dict[str, float]]:
    """List the words of each state with their chances."""
    zipf = 1 / np.arange(1, n_open + 1)
    found = {}
    for name, (_, closed, opened, _) in _STATES.items():
        closed = closed.split() if isinstance(closed, str) else closed
        share = (_SHARED if closed else 0.0) if opened else 1.0
        chances = {word: share / len(closed) for word in closed}
        for word, weight in zip(opened, zipf / zipf.sum(), strict=False):
            chances[word] = chances.get(word, 0.0) + (1 - share) * float(weight)
        found[name] = chances
    return found
