"""A refusal has a code, a code has a sentence, and no sentence is left over."""

import ast

from tests.house.source import place, tree, written
from tusoi.ui.problems import sentences


def constants(node: ast.AST) -> set[str]:
    """All texts in a piece of code."""
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def codes(call: ast.Call) -> set[str]:
    """The code or codes a call of Problem(…) may have: its first argument or `code=`."""
    given = call.args[:1] or [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    if not given:
        return set()
    if isinstance(given[0], ast.IfExp):
        return constants(given[0].body) | constants(given[0].orelse)
    return constants(given[0]) if isinstance(given[0], ast.Constant) else set()


def used() -> dict[str, str]:
    """Code → where a Problem with it is made."""
    return {
        code: place(path, node.lineno)
        for path in written("src", suffixes={".py"})
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Problem"
        for code in codes(node)
    }


def test_every_problem_has_a_sentence():
    known = sentences()
    assert {code: where for code, where in used().items() if code not in known} == {}


def test_every_sentence_belongs_to_a_problem():
    said = set()
    for path in written("src", suffixes={".py"}):
        if not path.stem.startswith("sentences"):
            said |= constants(tree(path))
    assert sorted(set(sentences()) - said) == []


def test_codes_are_found_in_every_way_they_are_written():
    call = ast.parse('Problem("a" if x else "b", source="c")').body[0].value  # type: ignore[attr-defined]
    assert codes(call) == {"a", "b"}
    call = ast.parse('Problem(code="a", facts={"c": 1})').body[0].value  # type: ignore[attr-defined]
    assert codes(call) == {"a"}
