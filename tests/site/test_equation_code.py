"""Below each numbered equation stand links to its code, and they arrive."""

import re

import equation_code
import pytest


def test_names_are_short_and_functions_come_first():
    cited = ["rnnlab.layers.rnn.RNN", "rnnlab.layers.rnn.RNN._run", "rnnlab.layers.rnn.RNN.forward"]
    assert equation_code.code_of(cited) == [cited[2], cited[0]]
    names = ["rnnlab.layers.rnn.RNN.forward", "rnnlab.functions.softmax"]
    assert [equation_code.short(name) for name in names] == ["RNN.forward", "softmax"]


def test_the_plain_layer_comes_before_those_that_cite_its_equations():
    cited = [
        "rnnlab.diagnostics.gradient_flow.gradient_norm_by_lag",
        "rnnlab.layers.gru.GRU.backward",
        "rnnlab.layers.rnn.RNN.backward",
    ]
    assert equation_code.code_of(cited) == [cited[2], cited[1]]
    gates = ["rnnlab.interop.to_ng", "rnnlab.layers.lstm.LSTM", "rnnlab.layers.lstm.LSTM.forward"]
    assert equation_code.code_of(gates)[0] == gates[2]


@pytest.mark.parametrize("slug", ["04_the_recurrent_cell", "09_bptt", "14_clipping"])
def test_every_numbered_equation_leads_to_its_code(slug, site):
    page = (site / "book" / f"{slug}.html").read_text("utf-8")
    labels = set(re.findall(r'id="equation-(eq-[\w-]+)"', page))
    lines = re.findall(r'<p class="equation-code">(.*?)</p>', page, re.DOTALL)
    assert len(lines) == len(labels) > 3
    for line in lines:
        targets = re.findall(r'href="([^"#]+)#([^"]+)"', line)
        assert targets
        for file, place in targets:
            there = (site / "book" / file).resolve().read_text("utf-8")
            assert f'id="{place}"' in there
