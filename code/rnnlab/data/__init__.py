"""Texts, vocabularies, batches and generated tasks; nothing here needs the network."""

from . import tasks
from .batching import (
    Batch,
    buckets,
    delayed,
    next_symbol_batches,
    pad_sequences,
    stream_chunks,
    to_batch_major,
    to_time_major,
    unpad,
)
from .text import character_names, common_words, display_stop_words, displayable, zen
from .vocabulary import Vocabulary

__all__ = [
    "Batch",
    "Vocabulary",
    "buckets",
    "character_names",
    "common_words",
    "delayed",
    "display_stop_words",
    "displayable",
    "next_symbol_batches",
    "pad_sequences",
    "stream_chunks",
    "tasks",
    "to_batch_major",
    "to_time_major",
    "unpad",
    "zen",
]


def __getattr__(name):
    """Forward what moved to `unrolled.results`, for one release."""
    if name in ("cached", "measured_speed"):
        from .._moved import forwarded

        return forwarded(f"rnnlab.data.{name}", f"unrolled.results:{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
