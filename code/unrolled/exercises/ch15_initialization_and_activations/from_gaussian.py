"""Exercise `from_gaussian` of chapter 15: an orthogonal matrix from a Gaussian one."""

import numpy as np

from coursekit import Code, Mistake


def _draw(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    while True:
        G = rng.normal(size=(5, 5))
        Q, R = np.linalg.qr(G)
        if abs(np.sign(np.diag(R)).sum()) < 5 and (np.diag(Q) * np.diag(R) < 0).any():
            return G, 1.3


def from_gaussian(G, gain):
    Q, R = np.linalg.qr(G)
    signs = np.sign(np.diag(R))
    return gain * Q * signs


_SIGNS = "np.sign(np.diag(R))"
_OUT = "gain * Q * signs"

exercise = Code(
    from_gaussian, _draw, "W_aa",
    title="Orthogonal, from a Gaussian matrix", stars=2, minutes=15, trains=(2,),
    checked="all entries, signs included",
    mistakes=[
        Mistake("no sign fix", _OUT, "gain * Q",
            "the matrix is orthogonal, but its signs are the library's habit.",
            "where does R enter?"),
        Mistake("signs on the rows", _OUT, "gain * Q * signs[:, None]",
            "the signs scale the rows; each belongs to a column of Q.",
            "how does an array of shape (5,) broadcast against Q?"),
        Mistake("sign of Q's diagonal", _SIGNS, "np.sign(np.diag(Q))",
            "the signs are those of R's diagonal, not of Q's.", "whose diagonal is made positive?"),
        Mistake("signs turned", _SIGNS, "-np.sign(np.diag(R))",
            "the diagonal of R becomes negative instead of positive.",
            "multiply your result without gain by its R: is the diagonal positive?"),
        Mistake("diagonal instead of sign", _SIGNS, "np.diag(R)",
            "columns are scaled by the numbers on R's diagonal; only their signs are wanted.",
            "how long are your columns?"),
        Mistake("absolute value", _SIGNS, "np.abs(np.diag(R)) / np.diag(R).max()",
            "sizes of R's diagonal are left in the result, its signs are not.",
            "which numbers can `signs` hold?"),
        Mistake("all of R", _SIGNS, "np.sign(R)",
            "the whole of R is used; below its diagonal it is zero.",
            "how many signs does the rule need?"),
        Mistake("Q transposed", _OUT, "gain * Q.T * signs",
            "the factor is transposed before its columns meet the signs.",
            "which of Q's sides belongs to R?"),
        Mistake("R returned", _OUT, "gain * R * signs[:, None]",
            "that is the triangular factor.", "which of the two factors is orthogonal?"),
        Mistake("G returned", _OUT, "gain * Q @ R",
            "this product is G again.",
            "is your result times its transpose a multiple of the identity?"),
        Mistake("gain left out", _OUT, "Q * signs",
            "the gain does not enter.", "what are the singular values to be?"),
        Mistake("divided by gain", _OUT, "Q * signs / gain",
            "singular values are one over the gain.", "does a larger gain make longer columns?"),
        Mistake("root of the gain", _OUT, "np.sqrt(gain) * Q * signs",
            "the gain is to be every singular value itself, not its square.",
            "what length has a column of your result?"),
        Mistake("normalized columns", _OUT, "gain * G / np.linalg.norm(G, axis=0)",
            "columns have the right length, but they are not orthogonal to each other.",
            "what is the product of two of your columns?"),
        Mistake("divided by the norm", _OUT, "gain * G / np.linalg.norm(G, 2)",
            "only the largest singular value is the gain; the others are smaller.",
            "are all singular values alike?"),
        Mistake("QR of the transpose", "np.linalg.qr(G)", "np.linalg.qr(G.T)",
            "the columns of G are to be made orthonormal, not its rows.", "what do you factor?"),
    ],
)  # fmt: skip
