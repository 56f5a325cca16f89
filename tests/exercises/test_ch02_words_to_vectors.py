"""Keys of chapter 2's exercises, computed."""

import numpy as np

from rnnlab.data import Vocabulary, character_names
from unrolled.exercises import ch02_words_to_vectors as ch02
from unrolled.exercises.ch02_words_to_vectors.twins import SMALL

NAMES = character_names()
CUT = {"letters": [list(name) for name in NAMES], "words": [name.split() for name in NAMES]}


def fewest(numbers):
    return min(numbers, key=numbers.get)


def test_words_or_letters():
    key = ch02.words_or_letters.solution
    assert key["fewer steps"] == fewest({k: np.mean([*map(len, v)]) for k, v in CUT.items()})
    assert key["fewer columns"] == fewest({k: len({t for s in v for t in s})
                                           for k, v in CUT.items()})  # fmt: skip
    unknown, writes, shared = {}, {}, {}
    order = np.random.default_rng(0).permutation(len(NAMES))
    new = next(w for i in order[:1172] for w in CUT["words"][i]
               if all(w not in CUT["words"][j] for j in order[1172:]))  # fmt: skip
    for kind, texts in CUT.items():
        vocabulary = Vocabulary(sorted({t for i in order[1172:] for t in texts[i]}))
        ids = np.concatenate([vocabulary.encode(texts[i]) for i in order[:1172]])
        unknown[kind] = np.mean(ids == vocabulary.unk)
        cut = list if kind == "letters" else str.split
        writes[kind] = vocabulary.unk not in vocabulary.encode(cut(new))
        one, two = (set(vocabulary.encode(cut(w)).tolist()) for w in ("LETTER", "LETTERS"))
        shared[kind] = bool(one & two - {vocabulary.unk})
    assert key["fewer unknown"] == fewest(unknown) and unknown["letters"] == 0
    assert writes == {"letters": key["new word"] == "letters", "words": key["new word"] == "words"}
    assert shared == {"letters": True, "words": False} and key["two forms alike"] == "letters"


def test_encode_batch_and_back():
    """The round trip: what comes back differs only where something was unknown."""
    for seed in range(5):
        sentences, id_of = ch02.encode_batch.draw(seed)
        ids, mask = ch02.encode_batch.solution(sentences, id_of)
        assert id_of["<pad>"] != 0 and mask.sum() == sum(map(len, sentences)) + 2 * len(sentences)
        token_of = {k: w for w, k in id_of.items()}
        for n, sentence in enumerate(sentences):
            back = [token_of[k] for k in ids[mask[:, n], n].tolist()][1:-1]
            assert back == [w if w in id_of else "<unk>" for w in sentence]
            assert "<unk>" in back


def test_small_is_the_vocabulary_of_the_page():
    text = "teddy was president . was teddy a bear ? a bear was not president .".split()
    counts = {w: text.count(w) for w in text}
    assert Vocabulary.from_counts(counts, size=6) == SMALL
