"""Files that leave."""

import pytest

from tusoi.ui.downloads import attachment, file_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Báo cáo_Tỉnh ủy Hoa Sen_2021", "Bao cao_Tinh uy Hoa Sen_2021"),
        ("Đảng bộ H’Bơ", "Dang bo H Bo"),
        ("ðiều", "dieu"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nSet-Cookie: x=1', "a b Set-Cookie x 1"),
        ("…", "tep"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_file_name_has_no_diacritics_and_nothing_dangerous(name, plain):
    assert file_name(name) == plain


def test_an_attachment_is_named_typed_and_not_kept_in_caches():
    answer = attachment(b"x", name="Báo cáo_2021", kind="xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="Bao cao_2021.xlsx"'
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == b"x"


def test_a_long_file_is_streamed():
    answer = attachment(iter([b"a", b"b"]), name="x", kind="csv")
    assert answer.streaming
    assert b"".join(answer.streaming_content) == b"ab"
