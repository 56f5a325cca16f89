"""Chapter 5: keys that an experiment decides."""

from itertools import product

import numpy as np

from rnnlab.functions import sigmoid
from unrolled.exercises import ch05_unfolding as ch05


def test_keys_of_spot_are_those_of_the_experiment():
    assert ch05.spot.solution == {
        "A": "Elman", "B": "Jordan", "C": "Jordan", "D": "Elman", "E": "neither",
    }  # fmt: skip


def test_two_units_of_a_jordan_net_count_modulo_two():
    """Quiz 4: the parity is shown at every step, so its last value is memory enough."""
    for bits in product((0, 1), repeat=8):
        y = 0.0
        for t, x in enumerate(bits, 1):
            a = np.tanh(10 * (np.round(y) + x - np.array([0.5, 1.5])))
            y = sigmoid(10 * (a[0] - a[1] - 1))
            assert (y > 0.5) == sum(bits[:t]) % 2


def test_alarm_needs_its_feedback():
    w, u, b, v, c = ch05.alarm.solution
    assert ch05.alarm.judge((w, u, b, v, c))
    assert not ch05.alarm.judge((0, u, b, v, c))


def test_a_list_of_copies_is_one_array_many_times():
    """The solution to exercise 7 warns of it."""
    W = np.zeros((2, 2))
    copies = [W.copy()] * 3
    copies[0][0, 0] = 1
    assert all(copy[0, 0] == 1 for copy in copies)
    assert not np.array([W] * 3).any()
