"""Print the imports of the notebooks' cells, to be run where only the wheel is installed.

python tools/notebook_imports.py book/*.ipynb

An import inside a function or a `try` is not among them: PyTorch, which readers need not have.
"""

import ast
import sys

import nbformat

imports = {
    ast.unparse(node)
    for path in sys.argv[1:]
    for cell in nbformat.read(path, 4).cells
    if cell.cell_type == "code"
    for node in ast.parse(cell.source).body
    if isinstance(node, ast.Import | ast.ImportFrom)
}
print("\n".join(sorted(imports)))
