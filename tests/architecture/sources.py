"""The product's and the tests' modules as trees, each read once for all tests that look at them."""

import ast
from functools import cache
from pathlib import Path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Every node of it, as `ast.walk` goes."""
    return tuple(ast.walk(tree))
