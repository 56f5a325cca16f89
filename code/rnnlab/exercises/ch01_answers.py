"""Answers to the concept exercises of chapter 1, with a sentence for each wrong one."""

KINDS = ("one-to-many", "many-to-one", "in step", "own length")
SIGHTS = ("past", "all")

# task -> (kind, sight, what to think of when the kind is wrong, ... when the sight is wrong)
TASKS = {
    "mood": (
        "many-to-one",
        "all",
        "a review has many words and gets one mark, so T_y = 1",
        "the review is finished before anybody judges it",
    ),
    "digit": (
        "many-to-one",
        "all",
        "the clip has many frames; the answer is one of ten digits, once",
        "the clip is recorded completely before we name the digit",
    ),
    "caption": (
        "one-to-many",
        "all",
        "the picture is one input, not a sequence; the sentence has many words",
        "the picture lies there completely before the first word is written",
    ),
    "melody": (
        "one-to-many",
        "all",
        "one genre goes in, many notes come out",
        "the only input, the genre, is known before the first note",
    ),
    "translate": (
        "own length",
        "all",
        "the translation rarely has as many words as the original",
        "the sentence is finished; its last word may decide about the first one of the translation",
    ),
    "transcribe": (
        "own length",
        "all",
        "a second of speech has some 100 frames and two or three words: T_y differs from T_x",
        "the talk has been recorded; only live subtitles would be bound to the past",
    ),
    "names": (
        "in step",
        "all",
        "every word gets its own label: count the labels and the words",
        "the article is archived: the words behind 'Teddy' are there and help",
    ),
    "genes": (
        "in step",
        "all",
        "every base gets its own label, so T_y = T_x",
        "the whole strand has been read in the lab; 'later' bases are only further to the right",
    ),
    "next letter": (
        "in step",
        "past",
        "there is one guess after every letter typed",
        "the next letter is the answer itself: who sees it has nothing to predict",
    ),
    "alarm": (
        "in step",
        "past",
        "at every beat the alarm rings or it does not: one answer per step",
        "the alarm must ring now; the heartbeats that follow have not happened",
    ),
    "forecast": (
        "in step",
        "past",
        "a new forecast is made at every hour: one answer per step",
        "the later hours contain what is to be forecast",
    ),
    "checkout": (
        "in step",
        "past",
        "the probability is updated after every click: one answer per step",
        "the shop wants to react during the visit: later clicks have not happened",
    ),
}

# array -> (its sizes by name, its shape)
SHAPES = {
    "names, ids": ("T N", (47, 32)),
    "names, mask": ("T N", (47, 32)),
    "names, one-hot": ("T n_x N", (47, 39, 32)),
    "clips": ("T n_x N", (92, 13, 16)),
    "digits": ("T_y N", (1, 16)),
    "strands, targets": ("T N", (200, 24)),
    "weather": ("T n_x N", (30, 3, 5)),
    "sunspots": ("T n_x N", (309, 1, 1)),
}

PEEKS = {
    "A": (
        True,
        "A subtracts the mean of the whole series. That mean contains every later value: change "
        "the last number and all features move",
    ),
    "B": (
        False,
        "B only looks back: the difference to the value before uses steps t and t-1",
    ),
    "C": (
        True,
        "C averages the steps t-1, t and t+1: at time t the value of t+1 is not known yet",
    ),
}
