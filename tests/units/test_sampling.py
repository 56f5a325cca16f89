"""Drawing symbols from logits, and letting a model write."""

import numpy as np
import pytest

from rnnlab import RNN, Dense, Embedding, SequenceModel
from rnnlab.functions import softmax
from rnnlab.sampling import draw, generate, greedy


def rng(seed=0):
    return np.random.default_rng(seed)


def columns(p, N):
    """Logits of one distribution in N columns; the constant must not matter."""
    return np.log(np.array(p))[:, None] + rng(9).normal(size=N)


def chi_square(ids, p):
    """Sum of (seen - expected)^2 / expected over the symbols."""
    expected = len(ids) * np.array(p)
    return (((np.bincount(ids, minlength=len(p)) - expected) ** 2) / expected).sum()


P = [0.5, 0.25, 0.15, 0.07, 0.03]
LIMIT = 23.5  # chi-square with 4 degrees of freedom passes it once in 10,000


def test_greedy():
    z = np.array([[[1.0, 5.0], [3.0, 2.0], [2.0, 5.0]], [[0.0, 0.0], [0.0, 1.0], [-1.0, 2.0]]])
    np.testing.assert_array_equal(greedy(z), [[1, 0], [0, 2]])  # of equals the first
    np.testing.assert_array_equal(greedy(z[1]), [0, 2])


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_draws_follow_softmax_of_z_over_temperature(temperature):
    z = columns(P, 20_000)
    p = softmax(np.log(P)[:, None] / temperature)[:, 0]
    ids = draw(z, rng=rng(), temperature=temperature)
    assert ids.shape == (20_000,) and ids.dtype.kind == "i"
    assert chi_square(ids, p) < LIMIT
    for other in {0.5, 1.0, 3.0} - {temperature}:  # the test tells temperatures apart
        assert chi_square(ids, softmax(np.log(P)[:, None] / other)[:, 0]) > 10 * LIMIT


def test_columns_are_drawn_on_their_own():
    N = 20_000
    ids = draw(np.zeros((2, 2 * N)), rng=rng()).reshape(2, N)
    assert chi_square(2 * ids[0] + ids[1], [0.25] * 4) < LIMIT


def test_each_column_follows_its_own_logits():
    z = np.array([[0.0, 50.0, 0.0], [50.0, 0.0, 0.0], [0.0, 0.0, 50.0], [0.0] * 3])
    np.testing.assert_array_equal(draw(z, rng=rng()), [1, 0, 2])


def test_temperature_towards_zero_is_greedy():
    z = rng(3).normal(size=(7, 500))
    for temperature in (1e-6, 1e-300, 5e-324):
        np.testing.assert_array_equal(draw(z, rng=rng(), temperature=temperature), greedy(z))


def test_temperature_towards_infinity_is_uniform():
    ids = draw(columns(P, 20_000), rng=rng(), temperature=1e300)
    assert chi_square(ids, [0.2] * 5) < LIMIT


def test_top_k_draws_from_the_k_largest_in_their_proportion():
    ids = draw(columns(P, 20_000), rng=rng(), top_k=3)
    assert set(ids) == {0, 1, 2}
    assert chi_square(ids, np.array(P[:3]) / sum(P[:3])) < LIMIT


def test_top_k_of_all_changes_nothing():
    z = rng(3).normal(size=(5, 300))
    np.testing.assert_array_equal(draw(z, rng=rng(), top_k=5), draw(z, rng=rng()))


def test_top_k_one_is_greedy_even_among_equals():
    z = rng(3).integers(0, 3, size=(6, 400)).astype(float)
    np.testing.assert_array_equal(draw(z, rng=rng(), top_k=1), greedy(z))


def test_impossible_symbols_are_never_drawn():
    z = np.array([[-2000.0], [0.0], [-2000.0], [0.0], [-2000.0]]) + np.zeros((5, 5000))
    assert set(draw(z, rng=rng())) == {1, 3}


@pytest.mark.parametrize("u, first, last", [(0.0, 1, 1), (1 - 2**-53, 3, 48)])
def test_the_ends_of_the_interval(u, first, last):
    class Fixed(np.random.Generator):
        def random(self, n):
            return np.full(n, u)

    z = rng(3).normal(size=(50, 300))
    z[[0, -1]] = -2000  # impossible
    ids = draw(z, rng=Fixed(np.random.PCG64(0)))
    # Sums of 50 rounded probabilities end a little below 1 in some columns, above in others.
    assert first <= ids.min() and ids.max() <= last


def test_huge_logits_and_float32():
    z = np.array([[1e300, -1e300], [-1e300, 1e300]])
    np.testing.assert_array_equal(draw(z, rng=rng(), temperature=1e-5), [0, 1])
    ids = draw(columns(P, 20_000).astype(np.float32), rng=rng())
    assert chi_square(ids, P) < LIMIT


def test_draw_is_repeatable_and_leaves_z_alone():
    z = rng(3).normal(size=(5, 40))
    before = z.copy()
    one, same = (draw(z, rng=rng(4), temperature=0.7, top_k=3) for _ in range(2))
    np.testing.assert_array_equal(one, same)
    np.testing.assert_array_equal(z, before)


@pytest.mark.parametrize("temperature", [0, -1.0, np.inf, np.nan])
def test_wrong_temperature(temperature):
    with pytest.raises(ValueError, match=r"temperature must be positive, got .*greedy\(z\)"):
        draw(np.zeros((3, 2)), rng=rng(), temperature=temperature)


@pytest.mark.parametrize("top_k", [0, 4])
def test_wrong_top_k(top_k):
    with pytest.raises(ValueError, match=rf"top_k must be in 1\.\.n_y=3, got {top_k}"):
        draw(np.zeros((3, 2)), rng=rng(), top_k=top_k)


def test_wrong_logits_and_rng():
    with pytest.raises(ValueError, match="z must have shape"):
        draw(np.zeros((4, 3, 2)), rng=rng())
    with pytest.raises(ValueError, match="z holds nan"):
        draw(np.array([[np.nan], [0.0]]), rng=rng())
    with pytest.raises(ValueError, match="z holds nan"):
        greedy(np.array([[np.nan], [0.0]]))
    with pytest.raises(TypeError, match="default_rng"):
        draw(np.zeros((3, 2)), rng=0)


def model(n_v=6, n_a=5, embedding=False):
    r = rng(7)
    table = Embedding(n_v, 3, rng=r) if embedding else None
    made = SequenceModel(
        RNN(3 if embedding else n_v, n_a, rng=r), Dense(n_a, n_v, rng=r), embedding=table
    )
    made.params.flat[...] = r.normal(size=made.params.flat.size)
    return made


def counting(n_v=5):
    """A model whose most likely next symbol is always the last one plus 1, modulo n_v."""
    made = model(n_v, n_v)
    made.params.flat[...] = 0
    made.params["layer.W_ax"][...] = 9 * np.eye(n_v)
    made.params["head.W_ya"][...] = 500 * np.roll(np.eye(n_v), 1, axis=0)
    return made


def test_generate_goes_on_from_the_last_symbol():
    start = np.array([[0, 2], [1, 4]])
    got = generate(counting(), start, 4, rng=rng())
    np.testing.assert_array_equal(got.T, [[2, 3, 4, 0], [0, 1, 2, 3]])


def test_generate_stops_each_column_on_its_own():
    got = generate(counting(), np.array([[0, 2, 3]]), 4, rng=rng(), stop=4)
    np.testing.assert_array_equal(got.T, [[1, 2, 3, 4], [3, 4, 4, 4], [4, 4, 4, 4]])


def test_generate_ends_early_when_all_have_stopped():
    made, steps = counting(), []
    forward = made.forward
    made.forward = lambda *a, **k: steps.append(1) or forward(*a, **k)
    got = generate(made, np.array([[2, 3]]), 9, rng=rng(), stop=4)
    np.testing.assert_array_equal(got.T, [[3, 4, *[4] * 7], [4] * 9])
    assert len(steps) == 2


@pytest.mark.parametrize("embedding", [False, True])
def test_generate_carries_the_state(embedding):
    made = model(embedding=embedding)
    start = rng(1).integers(0, 6, size=(3, 4))
    got = generate(made, start, 7, rng=rng(), top_k=1)
    assert got.shape == (7, 4)
    whole = np.concatenate([start, got])
    z, _ = made.forward(whole[:-1])  # the same from one pass over everything
    np.testing.assert_array_equal(got, greedy(z)[2:])


def test_generate_draws_with_its_options():
    made = model()
    start = np.full((1, 4000), 2)
    p = softmax(made.forward(start[:, :1])[0][0] / 0.8)[:, 0]
    ids = generate(made, start, 1, rng=rng(), temperature=0.8)[0]
    assert (((np.bincount(ids, minlength=6) - 4000 * p) ** 2) / (4000 * p)).sum() < 25.8
    kept = generate(made, start, 1, rng=rng(), top_k=2)[0]
    assert set(kept) == set(np.argsort(p)[-2:])


def test_generate_is_repeatable():
    made, start = model(), np.array([[1, 2, 3]])
    one, same = (generate(made, start, 8, rng=rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one, same)
    assert (one != generate(made, start, 8, rng=rng(6))).any()


def test_a_model_that_reads_only_the_last_step():
    r = rng(7)
    made = SequenceModel(RNN(6, 5, rng=r), Dense(5, 6, rng=r), read="last")
    every = SequenceModel(RNN(6, 5, rng=r), Dense(5, 6, rng=r))
    every.params.flat[...] = made.params.flat
    start = np.array([[1, 2], [4, 3], [0, 5]])
    np.testing.assert_array_equal(
        generate(made, start, 5, rng=rng()), generate(every, start, 5, rng=rng())
    )


@pytest.mark.parametrize(
    "start, options, message",
    [
        (np.array([1, 2]), {}, r"One sequence is one column: ids\[:, None\]"),
        (np.array([[6]]), {}, r"start must hold ids in 0\.\.5.*another Vocabulary"),
        (np.array([[1]]), {"length": 0}, "length must be at least 1, got 0"),
        (np.array([[1]]), {"stop": 6}, r"stop must be an id in 0\.\.5, got 6"),
        (np.array([[1]]), {"temperature": 0}, "temperature must be positive"),
        (np.array([[1]]), {"top_k": 7}, r"top_k must be in 1\.\.n_y=6"),
    ],
)
def test_generate_errors(start, options, message):
    options = {"length": 3, **options}
    with pytest.raises(ValueError, match=message):
        generate(model(), start, rng=rng(), **options)
    with pytest.raises(TypeError, match="rng"):
        generate(model(), np.array([[1]]), 3, rng=1)
