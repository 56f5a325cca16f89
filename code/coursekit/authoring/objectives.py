"""Write the table of the instructor guide: objective -> chapter -> exercise -> minutes.

The exercises say everything of themselves but one thing: which objective of the chapter each
trains. That is kept here. ``coursekit/authoring/objectives.py`` rewrites the table, a test compares.
"""

import re
from pathlib import Path

from coursekit.catalogue import chapters, of_chapter

BOOK = Path(__file__).resolve().parents[3] / "book"
GUIDE = BOOK / "appendix" / "instructor_guide.md"
MARKS = "<!-- exercise-table -->", "<!-- /exercise-table -->"
OBJECTIVES_BOX = re.compile(r":::\{admonition\} What you will be able to do\n(.*?)\n\n", re.DOTALL)

#: minutes a person needs for one answer, by kind: the checker decides, a person may look
GRADING = {"code": 0, "lines": 0, "numbers": 0, "choices": 0, "construction": 1}

#: chapter -> exercise -> numbers of the objectives that it trains
TRAINS: dict[str, dict[str, tuple[int, ...]]] = {
    "01_sequence_data": {
        "tasks": (1, 3),
        "shapes": (2,),
        "windows": (2, 3),
        "leaks": (3,),
        "looks_ahead": (3,),
        "bits_per_symbol": (4,),
        "same_pairs": (4,),
        "window_length": (4,),
    },
    "02_words_to_vectors": {
        "build_vocab": (1,),
        "encode_batch": (1,),
        "twins": (1,),
        "count_zeros": (3,),
        "unk_curve": (2,),
        "on_paper": (2, 4),
        "text_bits": (4,),
        "words_or_letters": (1,),
    },
    "03_why_not_fully_connected": {
        "count": (1,),
        "sweep": (3,),
        "as_one_matrix": (1, 3),
        "by_hand": (3,),
        "fooled": (4,),
        "statements": (1, 2, 3),
    },
    "04_the_recurrent_cell": {
        "three_steps": (2,),
        "cell_forward": (1, 2),
        "rnn_forward": (1, 2),
        "softmax": (3,),
        "two_classes": (3,),
        "find_the_bug": (1,),
        "readouts": (3,),
        "blind_test": (2,),
        "erased_start": (4,),
    },
    "05_unfolding": {
        "arrows": (1,),
        "forward_sequence": (1, 2),
        "one_to_many": (2,),
        "as_elman": (4,),
        "letters": (3,),
        "spot": (3, 4),
        "untied_slopes": (5,),
        "alarm": (4,),
    },
    "06_simplified_weights": {
        "join": (1,),
        "split": (1,),
        "joined_forward": (1, 2),
        "folded": (1,),
        "rows_step": (4,),
        "four_gates": (1, 3),
        "notations": (4,),
        "shapes": (1, 4),
        "costs": (3,),
        "hidden_order": (2,),
    },
    "07_padding_and_masks": {
        "masked_forward": (1,),
        "last_valid": (3,),
        "masked_loss": (3,),
        "make_buckets": (4,),
        "read_backward": (2,),
        "harmed": (2,),
    },
    "08_losses": {
        "derivation": (1,),
        "log_sum_exp": (2,),
        "masked_cross_entropy": (1, 2, 3),
        "one_logit": (1,),
        "on_paper": (4,),
        "first_loss": (4,),
        "two_winners": (3,),
    },
    "09_bptt": {
        "on_paper": (1,),
        "derivation": (1, 2),
        "cell_backward": (3,),
        "rnn_backward": (1, 3),
        "hides_overwriting": (2, 4),
        "diagnose": (4,),
    },
    "10_checking_gradients": {
        "best_steps": (1,),
        "central_slopes": (1,),
        "alarms": (2,),
        "diagnose": (4,),
        "scatter_add": (3,),
        "hide_transpose": (3,),
        "hide_padding": (3,),
        "design": (2, 3),
    },
    "11_training": {
        "training_loop": (1,),
        "momentum": (1,),
        "adam": (1,),
        "on_paper": (1, 2),
        "early_stopping": (3,),
        "honest_choice": (3,),
        "diagnose": (4,),
        "find_rate": (2,),
    },
    "12_cost_and_truncation": {
        "costs": (1,),
        "which_loop": (2, 3),
        "tbptt": (3,),
        "segmented": (2,),
        "unbiased": (4,),
        "wrong_way": (4,),
        "rtrl_step": (1,),
    },
    "13_products_of_jacobians": {
        "scalar_net": (1,),
        "step_jacobian": (1,),
        "lines": (1, 2),
        "transient": (2,),
        "growth": (3,),
        "statements": (2, 4),
        "factor_per_lag": (3,),
        "diagnose": (1, 3),
        "ridge": (3,),
        "latch": (4,),
    },
    "14_clipping": {
        "on_paper": (1, 2),
        "clip_all": (2,),
        "where": (3,),
        "choose_limit": (3,),
        "turned": (2,),
        "consequences": (3, 4),
    },
    "15_initialization_and_activations": {
        "on_paper": (1, 3),
        "lines": (1,),
        "from_gaussian": (2,),
        "critical_gain": (3,),
        "adder": (4,),
        "advice": (3, 4),
    },
    "16_lstm": {
        "on_paper": (1, 2),
        "lstm_forward": (1,),
        "torch_lstm": (1,),
        "lstm_backward": (2,),
        "lines": (2,),
        "detour": (3,),
        "counter": (4,),
        "statements": (1, 3),
    },
    "17_gru": {
        "on_paper": (1,),
        "gru_backward": (1,),
        "lines": (1,),
        "convert": (2,),
        "leaky": (3, 4),
        "remove_gate": (3,),
    },
    "18_both_directions": {
        "ceilings": (1, 3),
        "counts": (4,),
        "brnn_forward": (2,),
        "brnn_backward": (2,),
        "diagnose": (2,),
        "deep_backward": (4,),
        "fixed_lag": (1, 3),
        "leak_test": (5,),
    },
    "19_character_language_model": {
        "units": (2,),
        "draw_symbols": (3,),
        "top_k": (3,),
        "limits": (3,),
        "bigram": (2,),
        "chunked_bits": (1, 2),
        "mixture": (2, 4),
    },
    "20_names_in_the_news": {
        "on_paper": (2,),
        "to_tags": (1,),
        "to_spans": (1,),
        "span_f1": (2, 3),
        "prepare": (4,),
        "misleading": (2,),
        "errors": (5,),
        "viterbi": (6,),
    },
    "21_spoken_digits": {
        "standardize": (1,),
        "bag": (2,),
        "same_bag": (2,),
        "reach": (3,),
        "on_paper": (3,),
        "which_claim": (2, 4),
    },
    "22_sentiment_dna_and_time_series": {
        "same_pairs": (2,),
        "count_pairs": (1, 2),
        "island_filter": (3,),
        "smoother": (3,),
        "paired": (3,),
        "next_year": (1, 4),
        "choose_order": (1, 4),
        "on_paper": (2, 3),
        "splits": (1,),
    },
    "23_the_same_in_pytorch": {
        "torch_rnn": (1, 2),
        "counts": (1,),
        "ng_to_torch": (1, 2),
        "gate_orders": (2,),
        "mixes": (2,),
        "pack": (3,),
        "symptoms": (2, 3),
        "where_time_goes": (4,),
    },
    "24_after_rnns": {
        "scan": (1,),
        "scan_backward": (2,),
        "division": (1,),
        "costs": (1, 5),
        "min_gru": (3,),
        "clock": (3,),
        "attention": (4,),
        "masks": (4,),
    },
}


def objectives(slug: str) -> list[str]:
    """Return the objectives that a chapter's page states, in order."""
    text = (BOOK / "text" / f"{slug}.md").read_text("utf-8")
    box = OBJECTIVES_BOX.search(text)
    if box is None:
        raise ValueError(f"{slug}: no box 'What you will be able to do'")
    return [" ".join(item.split()) for item in re.split(r"^- ", box[1], flags=re.M)[1:]]


def table() -> str:
    """Return the whole table as Markdown, one small table per chapter."""
    parts = []
    for slug, module in chapters().items():
        title = re.search(r"^# (.+)$", (BOOK / "text" / f"{slug}.md").read_text("utf-8"), re.M)[1]
        parts += [f"### {int(slug[:2])} {title}", ""]
        parts += [f"{k}. {text}" for k, text in enumerate(objectives(slug), 1)]
        parts += ["", "| exercise | kind | trains | solve | grade |", "|---|---|---|---|---|"]
        for name, ex in of_chapter(module).items():
            trains = ", ".join(map(str, TRAINS[slug][name]))
            link = f"[{ex.title}](../exercises/ex_{slug}.ipynb) {'★' * ex.stars}"
            parts.append(
                f"| {link} | {ex.kind} | {trains} | {ex.minutes} min | {GRADING[ex.kind]} min |"
            )
        parts.append("")
    return "\n".join(parts)


def written(text: str) -> str:
    """Return the guide's text with the table in it."""
    before, rest = text.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    return f"{before}{MARKS[0]}\n\n{table()}\n{MARKS[1]}{after}"


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text("utf-8")), "utf-8")
