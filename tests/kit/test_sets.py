"""Sets: who has which variant, what an answer earns, how much a verdict tells."""

import hmac
import json

import pytest

from coursekit.catalogue import find
from coursekit.set_files import ExerciseSet, Item, manifest, read_set
from coursekit.sets import chosen_of, earned, exercise_of, items_of, received, score
from coursekit.variants import variant_of
from coursekit.verdicts import Verdict, reduced

STUDENTS = [f"student{k}" for k in range(400)]
HEADS = tuple(Item(n, "code", {"all": 2}, group="head") for n in ("softmax", "sigmoid", "linear"))
WHICH = Item("which", "diagnose", {"A": 1, "B": 1}, exercise="ch01.insert",
             pools={k: ("before its equals", "one too far", "at the end")
                    for k in "AB"})  # fmt: skip
MEMORY = Item("memory", "numbers", {"0": 2, "1": 1}, answer="n", names=("n",),
              sizes={"n_a": (3, 4), "n_x": (5, 6, 7)}, right=("n_a**2", "n_a * n_x"))  # fmt: skip
PUT = Item("put", "code", {"b": 2}, exercise="ch01.insert", answer="put", names=("put",),
           draw={"n": 9})  # fmt: skip
WHY = Item("why", "written", {"1": 1, "2": 2}, rubric=("a reason", "an example"))
SET = ExerciseSet("one", "One", (*HEADS, WHICH, MEMORY, PUT, WHY), "verdict", "one.ipynb",
                  course="sorts.exercises")  # fmt: skip

# -- variants --------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 7])
@pytest.mark.parametrize(("key", "student"), [("autumn", "ada"), ("spring", "ada"), ("k", "e.n.")])
def test_a_variant_is_a_keyed_hash_that_anybody_with_the_key_can_compute(key, student, n):
    message = f"{len(student)} {student} set/item".encode()
    digest = hmac.new(key.encode(), message, "sha256").hexdigest()
    assert variant_of(key, student, "set/item", n) == int(digest, 16) % n


def test_variants_are_equally_likely_and_hang_on_key_student_and_item():
    got = [variant_of("autumn", s, "set/item", 4) for s in STUDENTS]
    assert all(70 <= got.count(k) <= 130 for k in range(4))  # 100 each, 3.5 standard deviations
    for other in (
        [variant_of("spring", s, "set/item", 4) for s in STUDENTS],
        [variant_of("autumn", s, "set/other", 4) for s in STUDENTS],
    ):
        assert 70 <= sum(a == b for a, b in zip(got, other, strict=True)) <= 130  # as by chance


def test_capitals_and_spaces_around_a_name_do_not_count():
    assert len({variant_of("autumn", s, "item", 10**6) for s in ("ada", "Ada", " ADA ")}) == 1


def test_a_name_does_not_run_into_the_item():
    assert variant_of("k", "a", "b c", 10**6) != variant_of("k", "a b", "c", 10**6)


def test_without_a_key_all_have_the_same():
    assert len({variant_of("", s, "item", 10**6) for s in STUDENTS}) == 1


def test_no_variant_is_an_error():
    with pytest.raises(ValueError, match="n must be at least 1, got 0: item has no variant"):
        variant_of("k", "ada", "item", 0)


# -- items -----------------------------------------------------------------------------------------


def test_of_each_group_a_student_has_exactly_one_item():
    seen = set()
    for student in STUDENTS[:40]:
        names = [item.name for item in items_of(SET, "autumn", student)]
        assert names[1:] == ["which", "memory", "put", "why"]
        seen.add(names[0])
    assert seen == {"softmax", "sigmoid", "linear"}


def test_labels_and_sizes_are_drawn_each_for_itself():
    mistakes = {tuple(chosen_of(WHICH, SET, "k", s).values()) for s in STUDENTS[:100]}
    sizes = {tuple(chosen_of(MEMORY, SET, "k", s).values()) for s in STUDENTS[:100]}
    assert len(mistakes) == 9 and len(sizes) == 6


def test_numbers_follow_from_the_student_s_sizes():
    for student in STUDENTS[:10]:
        n_a, n_x = chosen_of(MEMORY, SET, "k", student).values()
        exercise = exercise_of(MEMORY, SET, "k", student)
        assert exercise.judge([n_a**2, n_a * n_x])
        assert earned(MEMORY, exercise.judge([n_a**2, 0])) == {"0": 2, "1": 0}


def test_other_arguments_for_a_set_leave_the_course_alone():
    there = find("ch01.insert", SET.course)
    before = there.draw(0)[0].shape
    mine = exercise_of(PUT, SET, "", "")
    assert mine.draw(0)[0].shape == (9,) != before
    assert find("ch01.insert", SET.course).draw(0)[0].shape == before


def test_a_written_answer_is_judged_by_nobody():
    assert exercise_of(WHY, SET, "", "") is None


def test_points_of_a_student_count_each_group_once():
    assert SET.total == 2 + 2 + 3 + 2 + 3


# -- what it earns, what is told -------------------------------------------------------------------


def test_only_what_was_compared_earns():
    item = Item("cell", "code", {"a_t": 2, "dx": 1, "db": 4})
    half = Verdict("differs", "no.", earned={"a_t": 1.0, "dx": 0.5})
    assert earned(item, half) == {"a_t": 2, "dx": 0.5, "db": 0}
    assert earned(item, Verdict("raised", "it stopped.")) == {"a_t": 0, "dx": 0, "db": 0}
    assert earned(item, Verdict("right", "all.")) == {"a_t": 2, "dx": 1, "db": 4}


def test_hidden_tests_score_without_variants():
    entry = json.loads(json.dumps(vars(MEMORY)))
    n_a, n_x = chosen_of(MEMORY, ExerciseSet("one", "One", (MEMORY,)), "", "").values()
    assert score(entry, [n_a**2, n_a * n_x], "one") == 3
    assert score(entry, [0, n_a * n_x], "one") == 1


HALF = {"z": 1.0, "a": 0.0}
TOLD = Verdict("mistake", "`a` is a sum.", ("no tanh",), ("look at `a`.",), ("a",), HALF)


@pytest.mark.parametrize(
    ("feedback", "text", "hints"),
    [
        ("full", "Not yet: no tanh. `a` is a sum.", ("look at `a`.",)),
        ("mistake", "Not yet: no tanh. `a` is a sum.", ()),
        ("verdict", "Not yet: it is not right.", ()),
    ],
)
def test_a_set_tells_less_and_gives_the_same_points(feedback, text, hints):
    told = reduced(TOLD, feedback)
    assert told.text == text and told.hints == hints and told.earned == HALF and not told


@pytest.mark.parametrize("kind", ["not written", "signature", "raised", "nothing"])
def test_what_cannot_be_compared_is_always_told(kind):
    assert reduced(Verdict(kind, "why."), "verdict").says == "why."


def test_unknown_feedback_is_refused():
    for refuse in (lambda: reduced(TOLD, "all"), lambda: ExerciseSet("a", "A", (), "all")):
        with pytest.raises(ValueError, match="feedback must be one of full, mistake, verdict"):
            refuse()


def test_a_card_shows_what_was_said_and_is_no_html_of_hers():
    card = Verdict("raised", "it stopped: `a < b` & <b>", hints=("more",)).card()
    assert "<code>a &lt; b</code> &amp; &lt;b&gt;" in card and "hint() says more." in card


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"A": 3}, "Received: `{'A': 3}`"),
        ({"A": 3, "B": ...}, "Not written yet"),
        ([1, 2], "Received: `[1, 2]`"),
        ([1, ...], "Not written yet"),
        (sorted, "Received: `sorted`"),
    ],
)
def test_what_is_graded_later_is_shown_back(answer, says, capsys):
    received(answer)
    assert capsys.readouterr().out.startswith(says)


# -- files -----------------------------------------------------------------------------------------


def test_a_set_is_read_as_it_was_written(tmp_path):
    (tmp_path / "set.json").write_text(manifest(SET), "utf-8")
    assert read_set(tmp_path) == SET


def test_a_set_of_another_format_is_refused(tmp_path):
    later = json.loads(manifest(SET)) | {"format": 2}
    (tmp_path / "set.json").write_text(json.dumps(later), "utf-8")
    with pytest.raises(ValueError, match="format 2, this version reads 1"):
        read_set(tmp_path)


def test_a_set_made_before_names_no_course_and_is_written_as_it_was(tmp_path):
    old = json.loads(manifest(SET))
    assert old.pop("course") == "sorts.exercises"
    (tmp_path / "set.json").write_text(json.dumps(old), "utf-8")
    found = read_set(tmp_path)
    assert found.course == "" and json.loads(manifest(found)) == old
