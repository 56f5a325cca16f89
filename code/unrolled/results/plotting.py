"""Figures in the style of the book. The only module that needs Matplotlib; it takes plain arrays.

The colors are those of Okabe and Ito, told apart by everybody; axes and letters are a gray that is
readable on a white and on a dark page, because the background is transparent.
"""

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

#: Colors by their role: the first lines of a figure, in this order.
PALETTE = {
    "blue": "#3b8fd0",
    "orange": "#e69f00",
    "green": "#009e73",
    "vermilion": "#d55e00",
    "purple": "#cc79a7",
    "sky": "#56b4e9",
    "gray": "#7f7f7f",
}
_STYLE = {
    "figure.figsize": (7.0, 3.2),
    "figure.dpi": 100,
    "savefig.dpi": 100,
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "savefig.transparent": True,
    "axes.facecolor": "none",
    "figure.constrained_layout.use": True,
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.prop_cycle": mpl.cycler(color=list(PALETTE.values())),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "lines.linewidth": 2,
    "legend.frameon": False,
    **{
        key: PALETTE["gray"]
        for key in (
            "text.color",
            "axes.labelcolor",
            "axes.titlecolor",
            "axes.edgecolor",
            "xtick.color",
            "ytick.color",
        )
    },
}


def style() -> None:
    """Set the look of all figures that follow; the first cell of a notebook calls it.

    Examples
    --------
    >>> style()
    >>> mpl.rcParams["font.size"]
    11.0
    """
    mpl.rcParams.update(_STYLE)


def lines(
    x: np.ndarray,
    curves: Mapping[str, np.ndarray],
    *,
    xlabel: str,
    ylabel: str,
    baseline: Mapping[str, float] | None = None,
    log: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Draw curves over a common axis, with trivial baselines as broken lines.

    Parameters
    ----------
    x : ndarray, shape (K,)
        Where the curves are known.
    curves : mapping of str to ndarray, shape (K,) or (S, K)
        Name -> values; with S > 1 rows (seeds) the median is drawn, and a band from the smallest to
        the largest.
    xlabel, ylabel : str
        Names of the axes, with units.
    baseline : mapping of str to float, optional
        Name -> height of a line: the first is dashed, the second dotted, the third both.
    log : bool
        Use a logarithmic vertical axis.
    ax : Axes, optional
        Where to draw; a new figure when absent.

    Returns
    -------
    Axes
        What was drawn on.

    Examples
    --------
    >>> ax = lines(np.arange(3), {"loss": np.ones(3)}, xlabel="update", ylabel="nats")
    >>> ax.get_xlabel()
    'update'
    >>> plt.close("all")
    """
    ax = plt.subplots()[1] if ax is None else ax
    for name, values in curves.items():
        rows = np.atleast_2d(values)
        (line,) = ax.plot(x, np.median(rows, axis=0), label=name)
        if len(rows) > 1:
            ax.fill_between(x, rows.min(0), rows.max(0), color=line.get_color(), alpha=0.2, lw=0)
    for k, (name, height) in enumerate((baseline or {}).items()):
        ax.axhline(height, color=PALETTE["gray"], ls=("--", ":", "-.")[k % 3], lw=1.2, label=name)
    ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log" if log else "linear")
    if len(curves) + len(baseline or {}) > 1:
        ax.legend()
    return ax


def heat(
    values: np.ndarray,
    *,
    xlabel: str = "",
    ylabel: str = "",
    xticks: Sequence[str] | None = None,
    yticks: Sequence[str] | None = None,
    write: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a matrix as colored cells, with the numbers written into them on demand.

    Parameters
    ----------
    values : ndarray, shape (rows, columns)
        The numbers; the color scale is symmetric around zero when some are negative.
    xlabel, ylabel : str
        Names of the axes.
    xticks, yticks : sequence of str, optional
        Names of the columns and rows.
    write : str, optional
        Format such as ``".2f"`` for the numbers in the cells.
    ax : Axes, optional
        Where to draw; a new figure when absent.

    Returns
    -------
    Axes
        What was drawn on.

    Examples
    --------
    >>> ax = heat(np.eye(2), write=".0f")
    >>> [t.get_text() for t in ax.texts]
    ['1', '0', '0', '1']
    >>> plt.close("all")
    """
    ax = plt.subplots()[1] if ax is None else ax
    top = np.abs(values).max() or 1.0
    signed = values.min() < 0
    image = ax.imshow(
        values,
        cmap="RdBu_r" if signed else "cividis",
        vmin=-top if signed else 0,
        vmax=top,
        aspect="auto",
    )
    ax.set(xlabel=xlabel, ylabel=ylabel)
    if xticks is not None:
        ax.set_xticks(range(len(xticks)), xticks)
    if yticks is not None:
        ax.set_yticks(range(len(yticks)), yticks)
    for (i, j), value in np.ndenumerate(values) if write else ():
        red, green, blue, _ = image.cmap(image.norm(value))
        on_dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.5
        ax.text(
            j,
            i,
            format(value, write),
            ha="center",
            va="center",
            color="white" if on_dark else "black",
        )
    return ax
