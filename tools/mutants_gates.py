"""Bugs of the mutation trial in the cells with gates.

File -> (name, why somebody would write it, old text, new text); see mutants.py.
"""

BUGS = {
    "rnnlab/layers/lstm.py": [
        ("lstm-gate-labels", "the rows of other packages: f, i, g, o",
         "gates = (\"i\", \"f\", \"g\", \"o\")",
         "gates = (\"f\", \"i\", \"g\", \"o\")"),
        ("lstm-forget-bias-at-the-input-gate", "one block of rows too early",
         "self.gate(\"b_a\", \"f\")[...] = forget_bias",
         "self.gate(\"b_a\", \"i\")[...] = forget_bias"),
        ("lstm-path-of-c-is-tanh", "gives tanh(c) out as the cell state",
         "return read_only(self._cache.c)",
         "return read_only(self._cache.tanh_c)"),
        ("lstm-gate-order", "takes the rows in the order i, f, o, g",
         "i, f, g, o = split_rows(gates, 4)\n"
         "a, c = aligned(",
         "i, f, o, g = split_rows(gates, 4)\n"
         "a, c = aligned("),
        ("lstm-scale-order", "the candidate's scale sits at the output gate",
         "np.array([0.5, 0.5, 1, 0.5], self.params.dtype)",
         "np.array([0.5, 0.5, 0.5, 1], self.params.dtype)"),
        ("lstm-sigmoid-scale-inside", "sigmoid(2z): the half inside of the tanh is missing",
         "z_t *= scale\n"
         "np.tanh(z_t, out=z_t)",
         "np.tanh(z_t, out=z_t)"),
        ("lstm-sigmoid-scale-outside", "gates between -1/2 and 3/2: the half outside is missing",
         "z_t *= scale\n"
         "z_t += shift",
         "z_t += shift"),
        ("lstm-without-forget-gate", "the cell of 1997, which only adds",
         "np.multiply(f_t, c_prev, out=c_t)",
         "np.copyto(c_t, c_prev)"),
        ("lstm-gates-coupled", "takes 1 - f for the input gate",
         "np.multiply(i_t, g_t, out=ig)",
         "np.multiply(1 - f_t, g_t, out=ig)"),
        ("lstm-c-for-tanh-c", "forgets to squash the cell state on its way out",
         "np.multiply(o_t, tanh_c_t, out=a_t)",
         "np.multiply(o_t, c_t, out=a_t)"),
        ("lstm-mask-forgets-c", "keeps a in the padding and lets c run on",
         "np.copyto(a_t, a_prev, where=skipped)\n"
         "np.copyto(c_t, c_prev, where=skipped)",
         "np.copyto(a_t, a_prev, where=skipped)"),
        ("lstm-mask-forgets-a", "keeps c in the padding and lets a run on",
         "np.copyto(a_t, a_prev, where=skipped)\n"
         "np.copyto(c_t, c_prev, where=skipped)",
         "np.copyto(c_t, c_prev, where=skipped)"),
        ("lstm-state-is-a-view", "copies one half of the state only",
         "(a[-1].copy(), c[-1].copy())",
         "(a[-1].copy(), c[-1])"),
        ("lstm-state-swapped", "returns (c, a), as some packages do",
         "(a[-1].copy(), c[-1].copy())",
         "(c[-1].copy(), a[-1].copy())"),
        ("lstm-dstate-changed", "adds into the caller's array",
         "s.astype(a.dtype) for s in dstates",
         "s for s in dstates"),
        ("lstm-dc-of-the-state-ignored", "starts the way back of c at zero",
         "(np.zeros_like(a[0]) if s is None else s.astype(a.dtype) for s in dstates)",
         "(np.zeros_like(a[0]) if s is None else s.astype(a.dtype) for s in (dstates[0], None))"),
        ("lstm-dout-overwrites", "the gradient of later steps is thrown away",
         "d += dout_t  # (eq-lstm-da)",
         "d = dout_t.copy()"),
        ("lstm-no-dc-of-the-future", "the cell's gradient comes from this step only",
         "dc += to_c_t  # (eq-lstm-dc)",
         "dc = to_c_t"),
        ("lstm-no-dc-of-this-step", "the cell's gradient comes from later steps only",
         "to_c_t *= d\n"
         "dc += to_c_t  # (eq-lstm-dc)",
         "to_c_t *= d"),
        ("lstm-dc-not-forgotten", "sends dc back in time without the forget gate",
         "dz_g *= dc  # (eq-lstm-dz)\n"
         "dc *= f_t",
         "dz_g *= dc"),
        ("lstm-candidate-gradient-of-a", "multiplies the candidate by da, the others by dc",
         "dz_g *= dc  # (eq-lstm-dz)",
         "dz_g *= d"),
        ("lstm-mask-not-in-weights", "padding still teaches the weights",
         "if skipped is not None:\n"
         "    dz_t[:, skipped] = 0\n"
         "d = W_aaT",
         "d = W_aaT"),
        ("lstm-mask-stops-da", "only dc passes by the padding",
         "np.copyto(d, d_past, where=skipped)\n"
         "np.copyto(dc, dc_past, where=skipped)",
         "np.copyto(dc, dc_past, where=skipped)"),
        ("lstm-mask-stops-dc", "only da passes by the padding",
         "np.copyto(d, d_past, where=skipped)\n"
         "np.copyto(dc, dc_past, where=skipped)",
         "np.copyto(d, d_past, where=skipped)"),
        ("lstm-mask-past-not-copied", "remembers the array that is about to be changed",
         "d_past, dc_past = d.copy(), dc.copy()",
         "d_past, dc_past = d, dc"),
        ("lstm-forget-slope-one-late", "pairs the forget gate with c<t> instead of c<t-1>",
         "_slopes(gates[p], c[:-1][p], tanh_c[p])",
         "_slopes(gates[p], c[1:][p], tanh_c[p])"),
        ("lstm-slope-with-c", "1 - c² for 1 - tanh²(c), and c beside the output gate",
         "_slopes(gates[p], c[:-1][p], tanh_c[p])",
         "_slopes(gates[p], c[:-1][p], c[1:][p])"),
        ("lstm-partners-swapped", "pairs each gate with the other one's partner",
         "(dz_i, i, g), (dz_f, f, c_prev)",
         "(dz_i, i, c_prev), (dz_f, f, g)"),
        ("lstm-sigmoid-slope-half", "1 - s for the slope s (1 - s)",
         "slope *= gate\n"
         "slope *= partner",
         "slope *= partner"),
        ("lstm-candidate-slope-of-sigmoid", "takes g (1 - g) for the slope of a tanh",
         "np.multiply(g, g, out=dz_g)\n"
         "np.subtract(1, dz_g, out=dz_g)",
         "np.subtract(1, g, out=dz_g)\n"
         "dz_g *= g"),
        ("lstm-candidate-without-gate", "the input gate is missing beside the candidate's slope",
         "np.subtract(1, dz_g, out=dz_g)\n"
         "dz_g *= i",
         "np.subtract(1, dz_g, out=dz_g)"),
        ("lstm-c-without-output-gate", "the way from a to c lacks the output gate",
         "np.subtract(1, to_c, out=to_c)\n"
         "to_c *= o",
         "np.subtract(1, to_c, out=to_c)"),
        ("lstm-cache-overwritten", "saves a temporary; the second backward is wrong",
         "to_c = tanh_c * tanh_c",
         "to_c = np.multiply(tanh_c, tanh_c, out=tanh_c)"),
        ("lstm-mask-of-another-piece", "cuts the gradient into pieces, the mask stays at the front",
         "to_c, dout[p], skip[p]",
         "to_c, dout[p], skip[: len(dz)]"),
        ("lstm-forget-gate-of-another-piece", "the same for the forget gate",
         "f[p], to_c,",
         "f[: len(dz)], to_c,"),
        ("lstm-path-of-c-writable", "hands out the cell states themselves",
         "return read_only(self._cache.c)",
         "return self._cache.c"),
        ("lstm-dx-in-float64", "NumPy's default for new arrays",
         "np.empty(x.shape, a.dtype)",
         "np.empty(x.shape, np.result_type(a, float))"),
        ("lstm-bias-gradient-overwritten", "writes into the gradient instead of adding to it",
         "db_a += sum_columns(dZ)",
         "db_a[...] = sum_columns(dZ)"),
    ],
    "rnnlab/layers/gru.py": [
        ("gru-gate-labels", "the rows of other packages: z, r, n",
         "gates = (\"r\", \"z\", \"n\")",
         "gates = (\"z\", \"r\", \"n\")"),
        ("gru-gate-order", "takes the rows in the order u, r, n",
         "ru, (r, u, n) = gates",
         "ru, (u, r, n) = gates"),
        ("gru-sigmoid-scale-inside", "sigmoid(2z): the half inside of the tanh is missing",
         "ru_t *= half\n"
         "np.tanh(ru_t, out=ru_t)",
         "np.tanh(ru_t, out=ru_t)"),
        ("gru-bias-outside-the-reset", "adds b_g after the reset gate",
         "np.add(product[2 * n_a :], b_g, out=m_t)\n"
         "n_t += r_t * m_t",
         "np.copyto(m_t, product[2 * n_a :])\n"
         "n_t += r_t * m_t + b_g"),
        ("gru-one-minus-u", "the papers' gate: u belongs to the new value",
         "np.subtract(a_prev, n_t, out=a_t)\n"
         "a_t *= u_t\n"
         "a_t += n_t  # (eq-gru-state)",
         "np.subtract(n_t, a_prev, out=a_t)\n"
         "a_t *= u_t\n"
         "a_t += a_prev"),
        ("gru-mask-ignored", "padding runs through the cell",
         "a_t += n_t  # (eq-gru-state)\n"
         "if skipped is not None:\n"
         "    np.copyto(a_t, a_prev, where=skipped)",
         "a_t += n_t"),
        ("gru-state-is-a-view", "the returned state changes when somebody changes the path",
         "return read_only(kept.a[1:]), kept.a[-1].copy()",
         "return read_only(kept.a[1:]), kept.a[-1]"),
        ("gru-dstate-changed", "adds into the caller's array",
         "dstate is None else dstate.astype(kept.a.dtype)",
         "dstate is None else dstate"),
        ("gru-product-gets-wrong-rows", "the rows n, r, u where r, u, m belong",
         "dz, dz[:, n_a:], *split_rows(dz, 4)",
         "dz, dz[:, : 3 * n_a], *split_rows(dz, 4)"),
        ("gru-inputs-get-wrong-rows", "the rows n, r, u where r, u, n belong",
         "by_input = np.concatenate([dZ[n_a : 3 * n_a], dZ[:n_a]])",
         "by_input = dZ[: 3 * n_a]"),
        ("gru-dx-of-wrong-rows", "the rows of W_ax do not match those of dz",
         "W_nru = np.concatenate([W_ax[2 * n_a :], W_ax[: 2 * n_a]])",
         "W_nru = W_ax"),
        ("gru-weights-without-reset", "the candidate's rows of dW_aa lack the reset gate",
         "dW_aa += dZ[n_a:] @",
         "dW_aa += by_input @"),
        ("gru-b-g-without-reset", "the same for the bias inside of the reset",
         "db_g += sum_columns(dZ[3 * n_a :])",
         "db_g += sum_columns(dZ[:n_a])"),
        ("gru-no-direct-path", "the gradient that u lets through is missing",
         "d *= u_t\n"
         "d += W_aaT.dot(by_product)",
         "d = W_aaT.dot(by_product)"),
        ("gru-direct-path-one-minus-u", "u and 1 - u mixed up on the way back",
         "d *= u_t\n"
         "d += W_aaT",
         "d *= 1 - u_t\n"
         "d += W_aaT"),
        ("gru-mask-not-in-weights", "padding still teaches the weights",
         "d_past = d.copy()\n"
         "dz_t[:, skipped] = 0",
         "d_past = d.copy()"),
        ("gru-mask-stops-the-gradient", "the gradient dies in the padding instead of passing by",
         "np.copyto(d, d_past, where=skipped)",
         "d[:, skipped] = 0"),
        ("gru-mask-of-another-piece", "cuts the gradient into pieces, the mask stays at the front",
         "u[p], dout[p], skip[p]",
         "u[p], dout[p], skip[: len(dz)]"),
        ("gru-update-gate-of-another-piece", "the same for the update gate",
         "u[p], dout[p], skip[p]",
         "u[: len(dz)], dout[p], skip[p]"),
        ("gru-dx-in-float64", "NumPy's default for new arrays",
         "np.empty(x.shape, a.dtype)",
         "np.empty(x.shape, np.result_type(a, float))"),
        ("gru-candidate-without-one-minus-u", "the share of the new value is missing",
         "dz_n *= dz_u  # (1 - u) (1 - n²)\n"
         "np.multiply(dz_n, r, out=dm)",
         "np.multiply(dz_n, r, out=dm)"),
        ("gru-candidate-without-reset", "the product's gradient lacks the reset gate",
         "np.multiply(dz_n, r, out=dm)",
         "np.copyto(dm, dz_n)"),
        ("gru-reset-without-product", "the reset gate's gradient lacks what the gate multiplies",
         "np.subtract(1, r, out=dz_r)\n"
         "dz_r *= m",
         "np.subtract(1, r, out=dz_r)"),
        ("gru-reset-slope-half", "1 - r for the slope r (1 - r)",
         "dz_r *= dm  # r (1 - r) m times dz_n",
         "dz_r *= dz_n"),
        ("gru-update-sign", "n - a for a - n",
         "dz_u *= a_prev - n",
         "dz_u *= n - a_prev"),
        ("gru-cache-overwritten", "saves a temporary; the second backward is wrong",
         "dz_u *= a_prev - n",
         "dz_u *= np.subtract(a_prev, n, out=n)"),
    ],
    "rnnlab/layers/gru_before.py": [
        ("gru-before-update-for-reset", "resets with the other gate",
         "np.multiply(r_t, a_prev, out=k_t)",
         "np.multiply(u_t, a_prev, out=k_t)"),
        ("gru-before-is-after", "resets after the product: PyTorch's form",
         "n_t += W_na.dot(k_t)",
         "n_t += r_t * W_na.dot(a_prev)"),
        ("gru-before-wrong-rows", "takes the last two blocks of W_aa for the gates",
         "transposed(W_aa[: 2 * n_a], N)",
         "transposed(W_aa[n_a:], N)"),
        ("gru-before-reset-too-late", "uses the reset gate's gradient before it is complete",
         "dz_r *= dk\n"
         "d *= u_t\n"
         "dk *= r_t\n"
         "d += dk\n"
         "d += W_ruT.dot(dz_ru)",
         "d *= u_t\n"
         "d += W_ruT.dot(dz_ru)\n"
         "dz_r *= dk\n"
         "dk *= r_t\n"
         "d += dk"),
        ("gru-before-reset-twice", "the gate's gradient is taken behind the gate",
         "dz_r *= dk\n"
         "d *= u_t\n"
         "dk *= r_t",
         "d *= u_t\n"
         "dk *= r_t\n"
         "dz_r *= dk"),
        ("gru-before-no-reset-on-the-way-back", "the kept part goes back without the gate",
         "dk *= r_t\n"
         "d += dk",
         "d += dk"),
        ("gru-before-kept-path-lost", "the way through the candidate is missing",
         "dk *= r_t\n"
         "d += dk\n"
         "d += W_ruT",
         "d += W_ruT"),
        ("gru-before-mask-of-another-piece", "the mask stays at the front",
         "u[p], dout[p], skip[p]",
         "u[p], dout[p], skip[: len(dz)]"),
        ("gru-before-reset-of-another-piece", "the same for the reset gate",
         "r[p], u[p], dout[p]",
         "r[: len(dz)], u[p], dout[p]"),
        ("gru-before-mask-not-in-weights", "padding still teaches the weights",
         "d_past = d.copy()\n"
         "dz_t[:, skipped] = 0",
         "d_past = d.copy()"),
        ("gru-before-mask-drops-dout", "ignores the gradient of outputs in the padding",
         "d_past = d.copy()",
         "d_past = d - dout_t"),
        ("gru-before-weights-see-all", "pairs the candidate's rows with a, not with what was kept",
         "dZ[2 * n_a :] @ flat(k[p]).T",
         "dZ[2 * n_a :] @ flat(a[:-1][p]).T"),
        ("gru-before-reset-without-state", "the reset gate's gradient lacks a<t-1>",
         "dz_r *= r\n"
         "dz_r *= a_prev",
         "dz_r *= r"),
    ],
}  # fmt: skip
