"""Options of the theme that _config.yml cannot set without losing Jupyter Book's own ones."""

import os

import live_scripts


def configure(app, config):
    """Remove the second search bar, follow the system's color mode, link a repository if asked."""
    options = {
        **config.html_theme_options,
        "navbar_persistent": [],
        "primary_sidebar_end": [],  # no place for advertisements
    }
    options.pop("launch_buttons", None)
    address = os.environ.get("BOOK_REPOSITORY_URL", "")
    if address:
        options |= {"repository_url": address, "use_repository_button": True}
    else:
        options.pop("repository_url", None)
    config.html_theme_options = options
    config.html_context = {**config.html_context, "default_mode": "auto"}


def drop_scripts(app, pagename, templatename, context, doctree):
    """Keep one copy of each script and none of Thebe, which Jupyter Book adds unasked."""
    seen, kept = set(), []
    for script in context.get("script_files", []):
        name = str(getattr(script, "filename", script) or "")
        body = str(getattr(script, "attributes", {}).get("body") or "")
        thebe = "thebe" in name.lower() or "thebe" in body.lower()
        if (name, body) not in seen and not thebe:
            seen.add((name, body))
            kept.append(script)
    context["script_files"] = kept
    context["css_files"] = [
        sheet for sheet in context.get("css_files", []) if "thebe" not in str(sheet).lower()
    ]


def setup(app):
    app.connect("config-inited", configure, priority=900)
    app.connect("html-page-context", drop_scripts, priority=900)
    app.add_css_file("rnn.css")
    own = "scroll_boxes.js", "light_paper.js", "quiz.js"
    for script in (*own, live_scripts.FRAME, *live_scripts.names()):
        app.add_js_file(script, loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
