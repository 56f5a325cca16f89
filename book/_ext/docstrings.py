"""Two habits of Sphinx that do not suit the package's docstrings."""

from collections import _tuplegetter


def skip_fields(app, what, name, obj, skip, options):
    """Skip "Alias for field number 0": the class's own docstring describes its fields."""
    return True if isinstance(obj, _tuplegetter) else None


def keep_sentence(app, what, name, obj, options, lines):
    """Protect the colon in a property's first sentence.

    Napoleon reads "The states: shape (T, n_a, N)" as a type and its description; an empty type
    in front makes it read the whole line as description.
    """
    if what in ("attribute", "data", "property") and lines and ":" in lines[0]:
        lines[0] = f": {lines[0]}"


def setup(app):
    app.connect("autodoc-skip-member", skip_fields)
    app.connect("autodoc-process-docstring", keep_sentence, priority=400)  # napoleon: 500
    return {"parallel_read_safe": True, "parallel_write_safe": True}
