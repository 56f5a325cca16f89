"""Exercise `shapes` of chapter 1: the shapes of eight arrays."""

from coursekit import Choices

#: array -> its sizes by name
SIZES = {
    "names, ids": "T N",
    "names, mask": "T N",
    "names, one-hot": "T n_x N",
    "clips": "T n_x N",
    "digits": "T_y N",
    "strands, targets": "T N",
    "weather": "T n_x N",
    "sunspots": "T n_x N",
}


def answer():
    shapes = {
        "names, ids": (47, 32),
        "names, mask": (47, 32),
        "names, one-hot": (47, 39, 32),
        "clips": (92, 13, 16),
        "digits": (1, 16),
        "strands, targets": (200, 24),
        "weather": (30, 3, 5),
        "sunspots": (309, 1, 1),
    }
    return shapes


def shape_feedback(array: str) -> dict:
    """Return a sentence for the common mix-ups of a shape.

    Parameters
    ----------
    array : str
        One of SIZES.

    Returns
    -------
    dict
        Wrong shape -> sentence; ``...`` -> what to say to any other.

    Examples
    --------
    >>> shape_feedback("clips")[16, 92, 13]
    'the examples stand first; with us the order is (T, n_x, N).'
    """
    shape = answer()[array]
    order = f"the order is ({', '.join(SIZES[array].split())})"
    said = {(shape[-1], *shape[:-1]): f"the examples stand first; with us {order}."}
    if len(shape) == 3:
        said[shape[::-1]] = f"the right numbers in the wrong order; {order}."
        missing = f"an axis is missing; {order}, also where a size is 1."
        said |= {shape[:2]: missing, shape[::2]: missing, shape[:1]: missing}
    else:
        alone = "an id, a yes or no stands for itself, without a column"
        said[shape[0], 1, shape[1]] = f"too many axes; {order}: {alone}."
    return said | {...: f"{order}; look again at the size of each axis."}


exercise = Choices(
    answer(),
    {array: shape_feedback(array) for array in SIZES},
    answer=answer,
    title="Shapes", stars=1, minutes=10, trains=(2,),
    checked="eight shapes; mixed-up axes are named",
)  # fmt: skip
