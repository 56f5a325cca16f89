"""Figures: what is drawn is what was given, in colors that can be read on both themes."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from unrolled.results import plotting


@pytest.fixture(autouse=True)
def own_style():
    with mpl.rc_context():
        plotting.style()
        yield
    plt.close("all")


def luminance(color):
    rgb = np.array(mpl.colors.to_rgb(color))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("background", ["#ffffff", "#14181e"])
def test_letters_have_contrast_on_both_themes(background):
    high, low = sorted((luminance(mpl.rcParams["text.color"]), luminance(background)), reverse=True)
    assert (high + 0.05) / (low + 0.05) > 3.9


def test_lines_draw_median_band_and_baseline():
    rows = np.array([[1.0, 2.0], [3.0, 6.0], [2.0, 5.0]])
    ax = plotting.lines(
        np.arange(2), {"loss": rows}, xlabel="t", ylabel="nats", baseline={"chance": 4.0}
    )
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), [2, 5])
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), [4, 4])
    band = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (band.min(), band.max()) == (1, 6)
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["loss", "chance"]


def test_baselines_differ_without_colors():
    ax = plotting.lines(np.arange(2), {"loss": np.ones(2)}, xlabel="t", ylabel="nats",
                        baseline={"chance": 4.0, "bigram": 3.0, "trigram": 2.0})  # fmt: skip
    assert [line.get_linestyle() for line in ax.lines] == ["-", "--", ":", "-."]
    plt.close("all")


def test_log_axis_and_given_axes():
    _, ax = plt.subplots()
    assert (
        plotting.lines(np.arange(2), {"a": np.ones(2)}, xlabel="", ylabel="", log=True, ax=ax) is ax
    )
    assert ax.get_yscale() == "log"
    assert ax.get_legend() is None


def test_heat_writes_numbers_and_centers_signed_scales():
    ax = plotting.heat(np.array([[-1.0, 0.25]]), write=".2f", xticks=["a", "b"], yticks=["c"])
    assert [t.get_text() for t in ax.texts] == ["-1.00", "0.25"]
    assert ax.images[0].get_clim() == (-1, 1)
    assert [t.get_text() for t in ax.get_xticklabels()] == ["a", "b"]
    assert plotting.heat(np.zeros((2, 2))).images[0].get_clim() == (0, 1)


def test_background_is_transparent():
    fig, _ = plt.subplots()
    assert fig.get_facecolor() == (1, 1, 1, 0) or fig.get_facecolor()[3] == 0
