"""Exercise `split` of chapter 6: two matrices from one."""

from coursekit import Code, Mistake

from ._cases import weights_case
from .join import join


def split(W_a):
    #: # return W_aa, W_ax
    n_a = len(W_a)
    W_aa = W_a[:, :n_a]
    W_ax = W_a[:, n_a:]
    return W_aa, W_ax


exercise = Code(
    split, lambda seed: (join(*weights_case(seed)),), "W_aa W_ax",
    title="Split", stars=1, minutes=3, trains=(1,), checked="both parts",
    few="two slices leave no more that run and differ",
    mistakes=[
        Mistake("cut from the wrong end", "W_aa = W_a[:, :n_a]", "W_aa = W_a[:, -n_a:]",
            "the last n_a columns are taken for `W_aa`.", "which columns of W_a meet the state?",
            more=(("W_ax = W_a[:, n_a:]", "W_ax = W_a[:, :-n_a]"),)),
        Mistake("cut after n_x columns", "len(W_a)", "W_a.shape[1] - len(W_a)",
            "the first n_x columns are taken for `W_aa`.", "how many columns has W_aa?"),
        Mistake("one column too few", "n_a = len(W_a)", "n_a = len(W_a) - 1",
            "the cut lies one column too far to the left.", "how many columns has W_aa?"),
        Mistake("one column twice", "W_a[:, n_a:]", "W_a[:, n_a - 1 :]",
            "one column is in both parts.", "with which column does W_ax begin?"),
        Mistake("rows cut", "W_a[:, :n_a]", "W_a[:n_a]",
            "the rows are cut, not the columns: one part gets all of `W_a`, the other nothing.",
            "along which axis were the two matrices joined?",
            more=(("W_a[:, n_a:]", "W_a[n_a:]"),)),
        Mistake("parts exchanged", "return W_aa, W_ax", "return W_ax, W_aa",
            "the two parts are returned in the wrong order.", "which part comes first?"),
        Mistake("W_aa transposed", "W_a[:, :n_a]", "W_a[:, :n_a].T",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "does anything have to be transposed?"),
    ],
)  # fmt: skip
