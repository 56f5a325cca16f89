"""Exercise `count_zeros` of chapter 2: what one-hot columns cost, and what a lookup reads."""

from coursekit import Numbers


def zeros_cost(T: int = 20, N: int = 32, n_x: int = 50, head: int = 1) -> list[int]:
    """Return the five numbers of the exercise for V = 10,000 and n_a = 100.

    Parameters
    ----------
    T, N : int
        Steps and sequences.
    n_x : int
        Rows of the embedding.
    head : int
        How many times the matrix behind the embedding is counted.

    Returns
    -------
    list of int
        Entries of the columns, multiplications of the product, entries read by the lookup, weights
        without and with an embedding.

    Examples
    --------
    >>> zeros_cost()
    [6400000, 640000000, 64000, 1000000, 505000]
    """
    V, n_a = 10_000, 100
    ids = T * N
    return [ids * V, n_a * V * ids, n_a * ids, n_a * V, n_x * V + head * n_a * n_x]


_COST = zeros_cost()


def answer():
    ids, V, n_a, n_x = 20 * 32, 10_000, 100, 50
    numbers = [ids * V, n_a * V * ids, n_a * ids, n_a * V,
               n_x * V + n_a * n_x]  # fmt: skip
    return numbers


exercise = Numbers(
    _COST,
    {
        "one step": ([*zeros_cost(T=1)[:3], *_COST[3:]], "that is one step; there are 20."),
        "one sequence": ([*zeros_cost(N=1)[:3], *_COST[3:]],
            "that is one sequence; there are 32 side by side."),
        "all columns read": ([*_COST[:2], 100 * 10_000, *_COST[3:]],
            "a lookup reads the columns that are asked for, not the whole matrix."),
        "one number per id": ([*_COST[:2], 20 * 32, *_COST[3:]],
            "a lookup reads a whole *column* per id."),
        "one per row": ([_COST[0], _COST[0], *_COST[2:]],
            "each of the 100 rows of the matrix is multiplied with every column."),
        "embedding alone": (zeros_cost(head=0),
            "behind the embedding stands a matrix that makes a-like vectors from x-like ones."),
        "embedding on top": ([*_COST[:4], _COST[4] - 100 * 50 + 100 * 10_000],
            "with an embedding the matrix of the layer takes in 50 numbers, not 10,000."),
        "vectors of size n_a": (zeros_cost(n_x=100),
            "the vectors of the embedding have 50 entries."),
    },
    answer=answer, tolerance=0.5,
    hints=(
        "there are 20 times 32 ids.",
        "W_ax has 100 rows and one column per word.",
        "the embedding has 50 rows and one column per word; W_ax then has 100 rows and 50 columns.",
    ),
    title="What the zeros cost", stars=1, minutes=8, trains=(3,),
    checked="five whole numbers; known mistakes are named",
)  # fmt: skip
