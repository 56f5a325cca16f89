"""Files of models that earlier versions saved still load, and predict what they did.

Written by version 0.1.0 (commit c70b5a1): one model for each kind of layer, and in outputs.npz the
inputs, the mask and what each model predicted.
"""

from pathlib import Path

import numpy as np
import pytest

from rnnlab import SequenceModel

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "models"
MODELS = sorted(path.stem for path in FOLDER.glob("*.npz") if path.stem != "outputs")


def test_there_is_one_for_each_kind():
    assert set(MODELS) == {"rnn", "lstm", "gru", "gru_before", "min_gru", "bidirectional",
                           "stacked", "embedding"}  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_a_saved_model_predicts_what_it_did(name):
    model = SequenceModel.load(FOLDER / f"{name}.npz")
    with np.load(FOLDER / "outputs.npz") as stored:
        x = stored["ids" if name == "embedding" else "x"]
        x = x if name == "embedding" else x.astype(model.params.dtype)
        y_hat, _ = model.predict(x, None, stored["mask"])
        rtol = 1e-5 if model.params.dtype == np.float32 else 1e-13  # rounding of other processors
        np.testing.assert_allclose(y_hat, stored[f"y_hat_{name}"], rtol=rtol)
