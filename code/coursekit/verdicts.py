"""What a check says: one verdict, as a card in a notebook and as text in a terminal."""

import html
import re
import sys
import textwrap
from dataclasses import dataclass, field, replace

#: what the first words of a verdict are, by its kind
HEADS = {"right": "Right", "not written": "Not written yet", "received": "Received"}
#: how much a set tells its students
FEEDBACK = ("full", "mistake", "verdict")


@dataclass(frozen=True)
class Verdict:
    """One verdict on one answer; true only where everything is right.

    Parameters
    ----------
    kind : str
        One of "right", "not written", "signature", "raised", "nothing", "changed", "type", "shape",
        "not finite", "mistake", "differs".
    says : str
        One or two sentences, with code between backticks.
    mistakes : tuple of str
        Names of the known mistakes that give the reader's numbers.
    hints : tuple of str
        What to say next, one step at a time, from "which array" to the line itself.
    wrong : tuple of str
        Names of the outputs that differ from the right ones.
    earned : dict of str to float, optional
        Output -> share of its points that the answer earns (errors carried forward).

    Examples
    --------
    >>> bool(Verdict("right", "a_t."))
    True
    >>> print(Verdict("mistake", "`b_a` is added twice.", mistakes=("bias twice",)).text)
    Not yet: bias twice. `b_a` is added twice.
    """

    kind: str
    says: str
    mistakes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    earned: dict[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.kind == "right"

    def __repr__(self) -> str:
        return f"<Verdict: {', '.join(self.mistakes) or self.kind}>"

    def _ipython_display_(self) -> None:
        """Show nothing again: the check has shown its card already."""

    @property
    def head(self) -> str:
        """The first words: right, not written yet, or not yet with the mistakes' names."""
        head = HEADS.get(self.kind, "Not yet")
        return f"{head}: {' and '.join(self.mistakes)}" if self.mistakes else head

    @property
    def text(self) -> str:
        """The whole verdict in one line."""
        return f"{self.head}{'.' if self.mistakes else ':'} {self.says}"

    def card(self) -> str:
        """Return the verdict as HTML that needs neither color nor script.

        Returns
        -------
        str
            One ``div`` with the role "status".
        """
        more = "hint() says more." if self.hints else ""
        return (
            '<div role="status" style="border:1px solid;border-left-width:0.4em;'
            'border-radius:0.3em;max-width:42em;padding:0.4em 0.8em">'
            f"<strong>{marked_up(self.head)}</strong><br>{marked_up(self.says)}"
            f"{f'<br><em>{more}</em>' if more else ''}</div>"
        )


def sentence(says: str) -> str:
    """Begin with a capital, but leave a letter of the formulas as it is.

    Parameters
    ----------
    says : str
        What a mistake says.

    Returns
    -------
    str

    Examples
    --------
    >>> sentence("the mask is missing."), sentence("h was updated."), sentence("a bias is missing.")
    ('The mask is missing.', 'h was updated.', 'A bias is missing.')
    """
    is_letter = says[1:2] == " " and says[0] != "a"
    return says if is_letter else says[0].upper() + says[1:]


def reduced(verdict: Verdict, feedback: str) -> Verdict:
    """Leave out of a verdict what a graded set does not tell.

    Parameters
    ----------
    verdict : Verdict
        The whole of it.
    feedback : {"full", "mistake", "verdict"}
        Everything; no hints; only whether it is right, once the answer can be compared at all.

    Returns
    -------
    Verdict
        With the same kind of truth and the same marks.

    Raises
    ------
    ValueError
        If there is no such feedback.

    Examples
    --------
    >>> told = Verdict("mistake", "`b_a` is added twice.", ("bias twice",), ("`a_t` differs.",))
    >>> reduced(told, "mistake").hints, reduced(told, "verdict").text
    ((), 'Not yet: it is not right.')
    """
    if feedback not in FEEDBACK:
        raise ValueError(f"feedback must be one of {', '.join(FEEDBACK)}, got {feedback!r}")
    if feedback == "full" or verdict:
        return verdict
    if feedback == "mistake" or verdict.kind in ("not written", "signature", "raised", "nothing"):
        return replace(verdict, hints=())
    return Verdict("differs", "it is not right.", earned=verdict.earned)


def marked_up(text: str) -> str:
    """Return a sentence as HTML: code between backticks marked as such, all else escaped.

    Parameters
    ----------
    text : str
        The sentence.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> marked_up("`a < b` is False")
    '<code>a &lt; b</code> is False'
    """
    return re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def show(verdict: Verdict) -> Verdict:
    """Show a verdict: a card where there is a notebook, else text.

    Parameters
    ----------
    verdict : Verdict
        What to show.

    Returns
    -------
    Verdict
        The same.

    Examples
    --------
    >>> show(Verdict("nothing", "it returned nothing: is a `return` missing?"))
    Not yet: it returned nothing: is a `return` missing?
    <Verdict: nothing>
    """
    _show(verdict.text, verdict.card())
    return verdict


def show_hint(hint: str, number: int, of: int) -> None:
    """Show one hint of a ladder.

    Parameters
    ----------
    hint : str
        The sentence, with code between backticks.
    number, of : int
        Its place on the ladder, from 1, and the ladder's length; 0 where there is no ladder.

    Examples
    --------
    >>> show_hint("look at `da`.", 2, 4)
    Hint 2 of 4: look at `da`.
    """
    head = f"Hint {number} of {of}" if of else "No hint"
    card = f'<div role="status"><strong>{head}</strong>: {marked_up(hint)}</div>'
    _show(f"{head}: {hint}", card)


def _show(text: str, card: str) -> None:
    ipython = sys.modules.get("IPython")  # a notebook's kernel has loaded it; nobody else needs it
    if ipython and hasattr(ipython.get_ipython(), "kernel"):
        ipython.display.display({"text/plain": text, "text/html": card}, raw=True)
    else:
        print(textwrap.fill(text, 99, break_long_words=False, break_on_hyphens=False))
