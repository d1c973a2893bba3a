"""A view is three sentences, and `which ones?` is answered in queries.py alone."""

import ast
from pathlib import Path

from tests.house.source import named, place, tree, written

LONGEST_VIEW = 15
QUERYSET_WORDS = {
    "annotate",
    "aggregate",
    "exclude",
    "filter",
    "get_queryset",
    "only",
    "defer",
    "prefetch_related",
    "select_for_update",
    "select_related",
    "values_list",
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
CLOSED_DOORS = {"django.contrib.admin", "django.views.generic", "django.dispatch", "django.db.models.signals"}


def test_views_pages_and_forms_build_no_queryset():
    found = [
        f"{place(path, node.lineno)}: .{node.attr}"
        for path in named("views", "pages", "forms")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and (node.attr in MANAGERS or node.attr in QUERYSET_WORDS)
    ]
    assert found == []


def test_a_view_has_at_most_15_lines():
    found = {
        f"{place(path, view.lineno)} {view.name}": lines(view)
        for path in named("views")
        for view in tree(path).body
        if isinstance(view, ast.FunctionDef) and lines(view) > LONGEST_VIEW
    }
    assert found == {}


def test_there_is_one_way_to_write_a_view_and_no_second_door():
    found = [
        f"{place(path, node.lineno)}: {name}"
        for path in written("src", suffixes={".py"})
        for node in ast.walk(tree(path))
        for name in imported(node)
        if any(name == door or name.startswith(f"{door}.") for door in CLOSED_DOORS)
    ]
    assert found == []


def test_actions_get_their_actor_and_their_moment_by_name():
    found = [
        f"{place(path, verb.lineno)} {verb.name}"
        for path in named("actions")
        for verb in tree(path).body
        if isinstance(verb, ast.FunctionDef) and not verb.name.startswith("_") and positional_by_or_at(verb)
    ]
    assert found == []


def lines(view: ast.FunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = view.body[1:] if ast.get_docstring(view) else view.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def imported(node: ast.AST) -> list[str]:
    """Full names of what an import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def positional_by_or_at(verb: ast.FunctionDef) -> bool:
    """Does the verb take `by` or `at` by position?"""
    return any(argument.arg in {"by", "at"} for argument in [*verb.args.posonlyargs, *verb.args.args])


def test_the_measure_of_a_view_counts_its_body_and_not_its_docstring(tmp_path: Path):
    view = ast.parse('def show(request):\n    """Say\n    more."""\n    a = 1\n    return a\n').body[0]
    assert isinstance(view, ast.FunctionDef)
    assert lines(view) == 2
