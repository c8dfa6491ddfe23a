"""The web stack imports neither the runtime nor the encoder, and pages answer without them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from tests.practice.meaning.made import STUB
from tests.test_architecture import ROOT

RUNTIME = {"numpy", "onnxruntime"}
# Every page's module is imported by its URL; the stand-ins for the runtime could be imported too.
WEB_STACK = """
import sys
import lms.wsgi
from django.urls import get_resolver
from lms.celery import app
def walk(resolver):
    for found in resolver.url_patterns:
        walk(found) if hasattr(found, "url_patterns") else found.callback
walk(get_resolver())
{more}
print(*[name for name in sys.modules if name.split(".")[0] in {runtime}
        or name.startswith("practice.feedback.embedding.onnx")])
"""
LOADED = "from practice.feedback.embedding import onnx; onnx._modules()"


def imported(more="") -> set[str]:
    path = os.pathsep.join([str(STUB), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", WEB_STACK.format(more=more, runtime=RUNTIME)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONPATH": path, "PRACTICE_EMBEDDING_MODEL": "/srv/model"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.slow
def test_the_web_stack_leaves_them_unimported():
    assert imported() == set()


@pytest.mark.slow
def test_control_it_sees_them_where_an_encoder_is_loaded():
    assert imported(LOADED) >= {*RUNTIME, "practice.feedback.embedding.onnx"}


def runtime_imports(source: str) -> list[tuple[str, bool]]:
    """Return the imports of the runtime, each with whether it stands inside a function."""
    tree = ast.parse(source)
    inside = {
        node for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) for node in ast.walk(one)
    }
    return [
        (alias.name, node in inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if {alias.name.split(".")[0], str(getattr(node, "module", "")).split(".")[0]} & RUNTIME
    ]


def test_one_function_of_the_product_imports_the_runtime():
    folders = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
    found = {
        str(path.relative_to(ROOT)): imports
        for folder in folders
        for path in folder.rglob("*.py")
        if (imports := runtime_imports(path.read_text()))
    }
    assert found == {
        "practice/feedback/embedding/onnx.py": [("numpy", True), ("onnxruntime", True)]
    }


def test_control_an_import_at_the_top_is_seen():
    assert runtime_imports("import numpy.linalg") == [("numpy.linalg", False)]
    assert runtime_imports("from onnxruntime import x") == [("x", False)]
