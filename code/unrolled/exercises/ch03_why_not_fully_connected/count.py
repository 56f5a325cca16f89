"""Exercise `count` of chapter 3: three layers and one that must read twice as much."""

from coursekit import Numbers
from rnnlab.baselines import count_parameters

_X, _A, _T, _K = 50, 20, 30, 5
_FULL = count_parameters("fully connected", _X, _A, _T)
_CONV = count_parameters("convolution", _X, _A, _K)
_RNN = count_parameters("recurrent", _X, _A)


def answer():
    full = 20 * (30 * 50 + 1)
    conv = 20 * (5 * 50 + 1)
    recurrent = 20 * (20 + 50 + 1)
    twice = 20 * (60 * 50 + 1)
    return [full, conv, recurrent, twice]


exercise = Numbers(
    [_FULL, _CONV, _RNN, count_parameters("fully connected", _X, _A, 2 * _T)],
    {
        "biases forgotten": ([_FULL - _A, _CONV - _A, _RNN - _A, 2 * _A * _T * _X],
            "each unit has a bias, too."),
        "bias at every step": (
            [_A * _T * (_X + 1), _A * _K * (_X + 1), _RNN, _A * 2 * _T * (_X + 1)],
            "a unit has one bias, not one per step."),
        "no state matrix": ([_FULL, _CONV, _A * (_X + 1), _FULL + _A * _T * _X],
            "the recurrent layer also reads its old state."),
        "recurrent times T": ([_FULL, _CONV, _T * _RNN, _FULL + _A * _T * _X],
            "the recurrent layer has the same weights at all steps."),
        "convolution times windows": ([_FULL, (_T - _K + 1) * _CONV, _RNN, _FULL + _A * _T * _X],
            "all windows share the same weights."),
        "biases doubled": ([_FULL, _CONV, _RNN, 2 * _FULL],
            "twice the length has twice the weights, but no more biases."),
    },
    answer=answer, tolerance=0.5,
    hints=("how many numbers go into one unit?", "add its bias, then multiply by the units."),
    title="Count", stars=1, minutes=8, trains=(1,), checked="four whole numbers",
)  # fmt: skip
