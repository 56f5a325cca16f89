"""Bugs of the mutation trial in what judges answers: running, lines, answers, reading, points.

File -> (name, why somebody would write it, old text, new text); see mutants.py.
"""

BUGS = {
    "exercises/running.py": [
        ("run-on-her-arrays", "compares the arguments with themselves",
         "given = copy.deepcopy(case)",
         "given = case"),
        ("run-unfinished-is-an-error", "calls a stub with ... a failure",
         "if Ellipsis in constants:",
         "if Ellipsis in constants and False:"),
        ("run-order-of-arguments", "lets arguments be exchanged",
         "if sorted(names) == sorted(parameters) and names != list(parameters):",
         "if sorted(names) == sorted(parameters) and names == 0:"),
        ("run-number-of-outputs", "takes any number of outputs",
         "if len(got) != count:",
         "if len(got) < count:"),
        ("same-shape-ignored", "compares sizes only",
         "return np.array_equal(now, before)",
         "return np.size(now) == np.size(before) and np.all(np.ravel(now) == np.ravel(before))"),
    ],
    "exercises/lines.py": [
        ("lines-any-name", "lets a line use any name",
         "if isinstance(node, ast.Name) and node.id not in {*values, *FUNCTIONS, \"np\"}:",
         "if isinstance(node, ast.Name) and node.id.startswith(\"_\"):"),
        ("lines-any-attribute", "lets a line look into any object",
         'if isinstance(node, ast.Attribute) and node.attr not in {"T", *FUNCTIONS}:',
         'if isinstance(node, ast.Attribute) and not node.attr:'),
        ("lines-mistake-unnamed", "forgets to look for known mistakes",
         "for mistake, (wrong, says) in line.wrong.items():\n"
         "    if",
         "for mistake, (wrong, says) in ():\n"
         "    if"),
    ],
    "exercises/answers.py": [
        ("numbers-one-near-is-enough", "accepts a list with one right number",
         "(np.abs(got - self.solution) <= self.tolerance).all()",
         "(np.abs(got - self.solution) <= self.tolerance).any()"),
        ("numbers-shape-ignored", "compares numbers of other shapes",
         "if got.shape != self.solution.shape:",
         "if got.size > 10 * self.solution.size:"),
        ("choices-true-is-one", "takes 1 for True",
         "return isinstance(got, bool) == isinstance(want, bool) and bool(np.all(got == want))",
         "return bool(np.all(got == want))"),
        ("choices-unknown-question", "overlooks a misspelled question",
         "if unknown := [q for q in answer if q not in self.solution]:",
         "if unknown := [q for q in answer if q is self.solution]:"),
    ],
}  # fmt: skip
