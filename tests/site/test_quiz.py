"""The quizzes: one right answer each, color, a score, by keyboard, nothing lost without script."""

import re

import pytest

pytestmark = pytest.mark.browser
CHAPTER = "book/09_bptt.html"


@pytest.fixture
def tab(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(f"{address}/{CHAPTER}", wait_until="load")
    yield tab
    context.close()


def chapters(pages):
    return [name for name in pages if re.match(r"book/\d\d_", name)]


def needed_alone(route):
    """Let the page and its quiz come, and nothing that takes time."""
    request = route.request
    wanted = request.resource_type == "document" or "quiz.js" in request.url
    route.continue_() if wanted else route.abort()


def test_every_question_has_one_right_answer(tab, address, pages):
    """In every chapter, as the script sees it: at least five questions of three answers or more."""
    wrong = {}
    tab.route("**/*", needed_alone)
    for name in chapters(pages):
        tab.goto(f"{address}/{name}", wait_until="domcontentloaded")
        found = tab.evaluate(
            "() => rnnlabQuiz.questions(document.querySelector('section#quiz'))"
            ".map(folds => folds.map(rnnlabQuiz.isRight))"
        )
        if len(found) < 5 or any(len(f) < 3 or sum(f) != 1 for f in found):
            wrong[name] = found
    assert not wrong


PLACES = """() => {
  const quiz = document.querySelector("section#quiz");
  const answers = [...quiz.querySelectorAll("details")];
  return rnnlabQuiz.questions(quiz).map(folds => ({
    right: answers.indexOf(folds.find(rnnlabQuiz.isRight)),
    wrong: answers.indexOf(folds.find(fold => !rnnlabQuiz.isRight(fold))),
  }));
}"""
TRIES = [(0, "wrong"), (0, "right"), (1, "right"), (2, "wrong"), (3, "right"), (4, "wrong")]


def test_score_and_color_by_keyboard(tab):
    quiz = tab.locator("section#quiz")
    line = quiz.locator(".quiz-score [role=status]")
    assert line.inner_text().startswith("5 questions.")
    answers = quiz.locator("details")
    places = tab.evaluate(PLACES)
    tries = [places[question][verdict] for question, verdict in TRIES]
    answers.nth(tries[0]).locator("summary").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.querySelector('.quiz-score p').textContent.includes('4 to go')")
    assert line.inner_text() == "0 of 1 right at the first try; 4 to go."
    for k in tries[1:]:
        answers.nth(k).locator("summary").focus()
        tab.keyboard.press("Space")
    tab.wait_for_function("document.querySelector('.quiz-score p').textContent.includes('Done')")
    colors = [
        answers.nth(k).evaluate("node => getComputedStyle(node).borderLeftColor") for k in tries[:2]
    ]
    assert colors[0] != colors[1]
    assert line.inner_text() == "2 of 5 right at the first try. Done."
    quiz.get_by_role("button", name="Start again").press("Enter")
    assert quiz.locator("details[open]").count() == 0
    assert line.inner_text().startswith("5 questions.")
    assert tab.evaluate("document.activeElement.closest('details') !== null")


def test_nothing_is_stored(tab):
    tab.locator("section#quiz details summary").first.click()
    tab.reload(wait_until="load")
    assert tab.locator(".quiz-score p").inner_text().startswith("5 questions.")
    keys = tab.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert not [key for key in keys if "quiz" in key]


def test_without_script_every_answer_explains_itself(browser, address):
    context = browser.new_context(java_script_enabled=False)
    try:
        tab = context.new_page()
        tab.goto(f"{address}/{CHAPTER}")
        fold = tab.locator("section#quiz details").first
        fold.locator("summary").click()
        assert fold.inner_text().split("\n", 1)[1].strip().startswith("Wrong.")
        assert tab.locator(".quiz-score").count() == 0
    finally:
        context.close()
