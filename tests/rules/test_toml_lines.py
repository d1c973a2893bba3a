"""Every key of a TOML text is found on its line."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.rules.toml_lines import key_lines, line_of

TEXT = '''# a comment
title = "one # no comment"
"quoted key" = 'it''s'

[table.inner]  # another
number = 20
dotted.key = true
list = [
  "a",  # in a list
  "b",
]
inline = { value = 1, note = "x, } y", deep = { z = [1, 2] } }
text = """
[not a table]
not = "a key"
"""
raw = \'\'\'
also = "not a key"\'\'\'

[[items]]
code = "first"
sub = { value = 1 }

[[items]]
code = "second"
[items.more]
note = "deep"
[[items.lines]]
n = 1
[[items.lines]]
n = 2
'''.replace("'it''s'", "'its'")


def walk(value, path=()):
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from walk(inner, (*path, place))


def test_every_key_and_every_item_has_its_line():
    lines = key_lines(TEXT)
    assert set(lines) == set(walk(tomllib.loads(TEXT)))


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        (("title",), "title ="),
        (("quoted key",), '"quoted key"'),
        (("table", "inner"), "[table.inner]"),
        (("table", "inner", "dotted", "key"), "dotted.key"),
        (("table", "inner", "list", 1), '  "b"'),
        (("table", "inner", "inline", "deep", "z", 1), "inline ="),
        (("table", "inner", "raw"), "raw ="),
        (("items", 0, "code"), 'code = "first"'),
        (("items", 1), "[[items]]"),
        (("items", 1, "more", "note"), 'note = "deep"'),
        (("items", 1, "lines", 1, "n"), "n = 2"),
    ],
)
def test_the_line_is_the_one_a_reader_would_point_at(path, starts):
    assert TEXT.splitlines()[key_lines(TEXT)[path] - 1].startswith(starts)


def test_a_missing_key_points_at_what_surrounds_it():
    lines = key_lines(TEXT)
    assert line_of(lines, ("items", 1, "absent", "value")) == lines["items", 1]
    assert line_of(lines, ("absent",)) == 1


def test_files_from_windows_count_the_same_lines():
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


@given(
    st.dictionaries(st.text("abc", min_size=1), st.text("x\"'#[]{}=,.\\\n é", max_size=8), max_size=4),
    st.integers(0, 3),
)
def test_no_text_inside_a_value_is_taken_for_a_key(values, comments):
    def quoted(text):
        return '"' + "".join(f"\\u{ord(sign):04x}" if sign in '"\\\n' else sign for sign in text) + '"'

    text = "# c\n" * comments + "".join(f"{key} = {quoted(value)}\n" for key, value in values.items())
    assert tomllib.loads(text) == values
    assert key_lines(text) == {(key,): comments + place + 1 for place, key in enumerate(values)}
