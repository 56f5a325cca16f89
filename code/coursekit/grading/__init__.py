"""Grade notebooks: a submission scores only what it computes.

``python -m coursekit grade`` runs this. What a student wrote runs in a process of its own,
without network, files or much memory; its inputs come after it has started, and what it returns is
compared here.
"""
