"""Issues are grouped for people, and every one of them can be said."""

import ast
import re
from pathlib import Path

from tests.exchange.reading.books import found, parsed
from tests.exchange.reading.test_members import member
from tusoi.exchange.reading import sentences as own
from tusoi.exchange.reading.issues import Issue, Severity, grouped
from tusoi.exchange.reading.limits import Limits
from tusoi.ui.problems import say

SOURCE = Path(own.__file__).parent


def issue(severity: Severity, code: str, row: int, **facts: object) -> Issue:
    return Issue(severity, code, "Trang 1", row, "B", f"x{row}", facts)


def test_the_same_finding_is_one_group_with_its_count_and_first_cells() -> None:
    issues = [issue(Severity.WARNING, "admitted-after-list", 3, as_of="31/10/2021")]
    issues += [issue(Severity.ERROR, "cell-required", row, heading="Mã") for row in range(4, 60)]
    issues += [issue(Severity.ERROR, "cell-required", 70, heading="Tên")]
    groups = grouped(issues, shown=3)
    assert [(group.severity, group.code, group.count) for group in groups] == [
        (Severity.ERROR, "cell-required", 56),
        (Severity.ERROR, "cell-required", 1),
        (Severity.WARNING, "admitted-after-list", 1),
    ]
    assert [one.cell for one in groups[0].first] == ["Trang 1!B4", "Trang 1!B5", "Trang 1!B6"]
    assert groups[0].problem.facts == {"heading": "Mã", "count": 56}
    assert groups[0].problem.where == "Trang 1!B4"


def test_a_group_speaks_in_a_sentence_with_all_its_facts() -> None:
    records = [member(Giới_tính="khác"), member("29000001", Ngày_sinh="31/02/1980")]
    said = [say(group.problem).text for group in parsed("members", *records).groups]
    assert any("“Giới tính” không rõ nghĩa. Ghi một trong: Nam; Nữ." in text for text in said)
    assert not any("…" in text or "{" in text for text in said)


def test_the_facts_of_every_sentence_are_given_where_its_code_is_raised() -> None:
    wanted = {
        code: set(re.findall(r"{(\w+)}", f"{what} {fix}")) - {"count", "heading"}
        for code, (what, fix) in own.READING.items()
    }
    given: dict[str, set[str]] = {code: set() for code in wanted}
    for path in SOURCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                names = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)} & set(wanted)
                keywords = {word.arg for word in node.keywords if word.arg}
                keys = {
                    key.value
                    for part in ast.walk(node)
                    if isinstance(part, ast.Dict)
                    for key in part.keys
                    if isinstance(key, ast.Constant)
                }
                for name in names:
                    given[name] |= keywords | keys
    child = {code: {"rows", "sheets", "megabytes"} for code in wanted if code.startswith("workbook-too-")}
    named = {code: facts - given[code] - child.get(code, set()) for code, facts in wanted.items()}
    named["total-unbalanced"] -= {"stated", "counted"}  # given by a variable there
    assert {code: facts for code, facts in named.items() if facts} == {}


def test_time_and_memory_of_a_child_grow_with_the_file_only() -> None:
    limits = Limits()
    assert (limits.cpu(1000), limits.cpu(3 << 20)) == (2, 11)
    assert limits.wall(1000) == 19


def test_a_clean_list_has_nothing_to_say() -> None:
    assert found(parsed("members", member())) == {}
    assert parsed("members", member()).groups == ()
