"""Exercise `early_stopping` of chapter 11: the best epoch, and when to stop waiting."""

import numpy as np

from coursekit import Code, Mistake


def curve_case(seed: int) -> tuple[np.ndarray, int]:
    """Draw validation losses with a false alarm, a tie, and a late best value.

    Parameters
    ----------
    seed : int
        Source of the numbers, and of how long the curve falls at first.

    Returns
    -------
    tuple
        losses, shape (K,), and the patience 3.
    """
    rng = np.random.default_rng(seed)
    falling = np.sort(rng.uniform(3.1, 4, size=seed % 4))[::-1]
    rest = [3.0, 2.5, 2.6, 2.4, 2.4, 2.5, 2.45, 2.6, 2.2, 2.3, 2.25, 2.4, 2.45, 2.5]
    return np.concatenate([falling, rest]) + rng.uniform(0, 1), 3


def early_stopping(losses, patience):
    #: # return best_epoch, last_epoch
    best, best_epoch, waited = np.inf, 0, 0
    for epoch in range(1, len(losses) + 1):
        loss = losses[epoch - 1]
        if loss < best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited = waited + 1
        if waited >= patience:
            break
    return best_epoch, epoch


exercise = Code(
    early_stopping, curve_case, "best_epoch last_epoch",
    title="Stop in time", stars=2, minutes=15, trains=(3,),
    checked="both epochs, on curves with a false alarm, a tie and a late best value",
    mistakes=[
        Mistake("waiting not reset", "loss, epoch, 0", "loss, epoch, waited",
            "a better epoch does not set the waiting back: bad epochs add up over the whole run.",
            "what happens to `waited` when the loss improves?"),
        Mistake("tie counts", "loss < best", "loss <= best",
            "an equal loss is taken for a better one.", "is an equal loss an improvement?"),
        Mistake("previous epoch", "waited = waited + 1", "waited, best = waited + 1, loss",
            "each epoch is compared with the one before, not with the best so far.",
            "with what is the loss compared after a bad epoch?"),
        Mistake("one epoch too patient", "waited >= patience", "waited > patience",
            "it waits one epoch too long.",
            "after how many epochs without improvement does it stop?"),
        Mistake("last epoch kept", "return best_epoch, epoch", "return epoch, epoch",
            "it stops in time and keeps the weights of the last epoch, which are not the best.",
            "to which epoch does one go back?"),
        Mistake("counted from 0", "return best_epoch, epoch", "return best_epoch - 1, epoch - 1",
            "epochs are counted from 1 here.", "which number has the first epoch?"),
        Mistake("looks ahead", "return best_epoch, epoch",
            "return int(np.argmin(losses)) + 1, epoch",
            "the best epoch of the whole curve comes after training has stopped: nobody knew it.",
            "which losses are known when it stops?"),
        Mistake("whole curve", "return best_epoch, epoch",
            "best_epoch = int(np.argmin(losses)) + 1\n    return best_epoch, min(best_epoch + "
            "patience, len(losses))",
            "it waits after the best epoch of the whole curve; training had stopped before.",
            "which losses are known when it stops?"),
        Mistake("no patience", "waited >= patience", "waited >= 1",
            "it stops at the first epoch that is no better, whatever the patience.",
            "how many epochs in a row may be no better?"),
        Mistake("never stops", "            break", "            pass",
            "it goes on to the end of the curve.", "what happens when patience has run out?"),
        Mistake("best starts at 0", "np.inf, 0, 0", "0.0, 0, 0",
            "no loss is ever below the first value of `best`, so nothing counts as an improvement.",
            "with which value must `best` start, so that the first epoch is better?"),
        Mistake("largest kept", "loss < best", "loss > best",
            "it keeps the *worst* epoch: a loss is better when it is smaller.",
            "which losses are better?",
            more=(("np.inf", "-np.inf"),)),
    ],
)  # fmt: skip
