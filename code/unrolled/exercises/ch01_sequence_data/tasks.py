"""Exercise `tasks` of chapter 1: type and sight of twelve tasks."""

from coursekit import Choices

KINDS = ("one-to-many", "many-to-one", "in step", "own length")
SIGHTS = ("past", "all")

#: task -> (what to think of when the kind is wrong, ... when the sight is wrong)
REASONS = {
    "mood": (
        "a review has many words and gets one mark, so T_y = 1",
        "the review is finished before anybody judges it",
    ),
    "names": (
        "every word gets its own label: count the labels and the words",
        "the article is archived: the words behind 'Teddy' are there and help",
    ),
    "caption": (
        "the picture is one input, not a sequence; the sentence has many words",
        "the picture lies there completely before the first word is written",
    ),
    "translate": (
        "the translation rarely has as many words as the original",
        "the sentence is finished; its last word may decide about the first one of the translation",
    ),
    "next letter": (
        "there is one guess after every letter typed",
        "the next letter is the answer itself: who sees it has nothing to predict",
    ),
    "alarm": (
        "at every beat the alarm rings or it does not: one answer per step",
        "the alarm must ring now; the heartbeats that follow have not happened",
    ),
    "genes": (
        "every base gets its own label, so T_y = T_x",
        "the whole strand has been read in the lab; 'later' bases are only further to the right",
    ),
    "digit": (
        "the clip has many frames; the answer is one of ten digits, once",
        "the clip is recorded completely before we name the digit",
    ),
    "melody": (
        "one genre goes in, many notes come out",
        "the only input, the genre, is known before the first note",
    ),
    "forecast": (
        "a new forecast is made at every hour: one answer per step",
        "the later hours contain what is to be forecast",
    ),
    "transcribe": (
        "a second of speech has some 100 frames and two or three words: T_y differs from T_x",
        "the talk has been recorded; only live subtitles would be bound to the past",
    ),
    "checkout": (
        "the probability is updated after every click: one answer per step",
        "the shop wants to react during the visit: later clicks have not happened",
    ),
}


def answer():
    #: answers = {
    #:     "mood": ...,         # finished review -> good or bad
    #:     "names": ...,        # archived article -> is a word a name?
    #:     "caption": ...,      # one picture -> a sentence
    #:     "translate": ...,    # written sentence -> other language
    #:     "next letter": ...,  # while you type -> the next letter
    #:     "alarm": ...,        # heartbeats -> does it ring now?
    #:     "genes": ...,        # strand of DNA -> base in a gene?
    #:     "digit": ...,        # recorded clip -> digit said
    #:     "melody": ...,       # a genre -> notes
    #:     "forecast": ...,     # hourly weather -> tomorrow, every hour
    #:     "transcribe": ...,   # recorded talk -> its words
    #:     "checkout": ...,     # each click -> will this visitor buy?
    #: }
    answers = {
        "mood": ("many-to-one", "all"),
        "names": ("in step", "all"),
        "caption": ("one-to-many", "all"),
        "translate": ("own length", "all"),
        "next letter": ("in step", "past"),
        "alarm": ("in step", "past"),
        "genes": ("in step", "all"),
        "digit": ("many-to-one", "all"),
        "melody": ("one-to-many", "all"),
        "forecast": ("in step", "past"),
        "transcribe": ("own length", "all"),
        "checkout": ("in step", "past"),
    }
    return answers


def task_feedback(task: str) -> dict:
    """Return a sentence for every wrong pair of kind and sight.

    Parameters
    ----------
    task : str
        One of REASONS.

    Returns
    -------
    dict
        (kind, sight) -> sentence; ``...`` -> what to say to anything else.

    Examples
    --------
    >>> task_feedback("digit")["one-to-many", "all"]
    'the clip has many frames; the answer is one of ten digits, once.'
    """
    (right_kind, right_sight), (of_kind, of_sight) = answer()[task], REASONS[task]
    said = {
        (kind, sight): f"{of_sight if kind == right_kind else of_kind}."
        for kind in KINDS
        for sight in SIGHTS
        if (kind, sight) != (right_kind, right_sight)
    }
    return said | {...: f"answer with a kind from {KINDS} and a sight from {SIGHTS}."}


exercise = Choices(
    answer(),
    {task: task_feedback(task) for task in REASONS},
    answer=answer,
    title="Twelve tasks", stars=1, minutes=15, trains=(1, 3),
    checked="type and sight of each task; every wrong answer has its own hint",
)  # fmt: skip
