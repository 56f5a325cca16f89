"""The running example of the course: "Teddy was president", with numbers that fit on paper."""

import numpy as np

from rnnlab import RNN, Dense, SequenceModel

WORDS = ("Teddy", "was", "president")


def teddy_example() -> dict[str, np.ndarray]:
    """Return the inputs, targets and weights of the running example.

    The input of a word is its number of letters divided by ten; the target is whether the word is
    part of a person's name. One feature so poor cannot solve the task: it is there to be followed
    by hand.

    Returns
    -------
    dict of ndarray
        ``x`` (T=3, n_x=1, N=1), ``y`` (3, 1, 1), ``a0`` (n_a=2, 1), ``W_aa`` (2, 2), ``W_ax``
        (2, 1), ``b_a`` (2, 1), ``W_ya`` (1, 2), ``b_y`` (1, 1).

    Examples
    --------
    >>> e = teddy_example()
    >>> e["x"][:, 0, 0]
    array([0.5, 0.3, 0.9])
    """
    return {
        "x": np.array([len(word) / 10 for word in WORDS]).reshape(3, 1, 1),
        "y": np.array([1.0, 0.0, 0.0]).reshape(3, 1, 1),
        "a0": np.zeros((2, 1)),
        "W_aa": np.array([[0.5, -0.3], [0.4, 0.2]]),
        "W_ax": np.array([[1.0], [-0.5]]),
        "b_a": np.zeros((2, 1)),
        "W_ya": np.array([[1.0, -1.0]]),
        "b_y": np.zeros((1, 1)),
    }


def teddy_model() -> SequenceModel:
    """Return the model of the running example: tanh inside, sigmoid outside, n_a = 2.

    Returns
    -------
    SequenceModel
        With the weights of :func:`teddy_example`; x has shape (3, 1, 1).

    Examples
    --------
    >>> e, model = teddy_example(), teddy_model()
    >>> y_hat, _ = model.predict(e["x"])
    >>> print(np.round(y_hat[:, 0, 0], 4))
    [0.6697 0.6352 0.7423]
    """
    e, rng = teddy_example(), np.random.default_rng(0)
    model = SequenceModel(RNN(1, 2, rng=rng), Dense(2, 1, rng=rng), loss="binary_cross_entropy")
    for name in ("W_ax", "W_aa", "b_a"):
        model.params[f"layer.{name}"] = e[name]
    for name in ("W_ya", "b_y"):
        model.params[f"head.{name}"] = e[name]
    return model
