"""Exercise `words_or_letters` of chapter 2: which cut has which advantage."""

from coursekit import Choices


def answer():
    #: answers = {
    #:     "fewer steps": ...,     # in the sequence of a name
    #:     "fewer columns": ...,   # in W_ax
    #:     "fewer unknown": ...,   # tokens in held-out names
    #:     "two forms alike": ...,  # LETTER, LETTERS share columns
    #:     "new word": ...,        # can write one it never read
    #: }
    answers = {
        "fewer steps": "words",
        "fewer columns": "letters",
        "fewer unknown": "letters",
        "two forms alike": "letters",
        "new word": "letters",
    }
    return answers


exercise = Choices(
    answer(),
    {
        "fewer steps": {
            "letters": "a word of six letters is six steps, and a seventh for the space.",
            "both": "count the tokens of one name in both ways.",
        },
        "fewer columns": {
            "words": "there are thousands of different words; count the letters.",
            "both": "one column per different token: count those.",
        },
        "fewer unknown": {
            "words": "held-out names have words that never came before; do they have new letters?",
            "both": "held-out names have words that never came before; do they have new letters?",
        },
        "two forms alike": {
            "words": "*letter* and *letters* are two ids, as far apart as any two.",
            "both": "*letter* and *letters* as words are two ids, as far apart as any two.",
        },
        "new word": {
            "words": "it can only draw entries of its vocabulary, and `<unk>`.",
            "both": "a model of words can only draw entries of its vocabulary, and `<unk>`.",
        },
    },
    answer=answer,
    title="Words or letters?", stars=1, minutes=5, trains=(1,),
    checked="five advantages; each wrong answer gets its own sentence",
)  # fmt: skip
