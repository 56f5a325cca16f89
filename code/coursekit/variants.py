"""Variants of an exercise: which one a student has follows from a course key and her name."""

import hashlib
import hmac


def variant_of(key: str, student: str, exercise: str, n: int) -> int:
    """Choose one of n variants; whoever has the key can compute it again, nobody else can.

    Parameters
    ----------
    key : str
        The secret of this course. Without one, ``""``, all students have the same variant.
    student : str
        The name or number by which the course knows the student; capitals and spaces around it do
        not count.
    exercise : str
        What is varied: set, item and label, ``"sample_set/which_line/A"``.
    n : int
        How many variants there are, at least 1.

    Returns
    -------
    int
        0 to n - 1, each equally likely over students.

    Raises
    ------
    ValueError
        If n is below 1.

    Examples
    --------
    >>> variant_of("autumn", "Ada", "set/item", 4) == variant_of("autumn", " ada", "set/item", 4)
    True
    >>> len({variant_of("autumn", str(k), "set/item", 4) for k in range(50)})
    4
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}: {exercise} has no variant to choose from")
    who = student.strip().casefold() if key else ""
    message = f"{len(who)} {who} {exercise}"  # the length keeps name and exercise apart
    digest = hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest, "big") % n  # 256 bits: the remainder favors nobody measurably
