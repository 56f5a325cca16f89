"""Instruments: judges of a gradient, where a gradient goes, and how small changes grow."""

from .comparison import paired_difference
from .differences import central_difference, complex_step, directional, relative_error
from .golden import golden_lstm, golden_page, golden_rnn
from .gradient_check import check_layer, check_model
from .gradient_flow import gate_saturation, gradient_norm_by_lag
from .growth import growth_per_step
from .input_jacobian import influence
from .jacobians import jacobian_product, singular_values, spectral_radius, step_jacobians
from .linearization import linear_steps
from .penalty import length_penalty
from .rtrl import rtrl_gradients
from .slopes import rms_slope

__all__ = [
    "central_difference",
    "check_layer",
    "check_model",
    "complex_step",
    "directional",
    "gate_saturation",
    "golden_lstm",
    "golden_page",
    "golden_rnn",
    "gradient_norm_by_lag",
    "growth_per_step",
    "influence",
    "jacobian_product",
    "length_penalty",
    "linear_steps",
    "paired_difference",
    "relative_error",
    "rms_slope",
    "rtrl_gradients",
    "singular_values",
    "spectral_radius",
    "step_jacobians",
]
