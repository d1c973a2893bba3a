"""How English is collected and kept."""

from pathlib import Path

import pytest

from tusoi.ui import messages

PO = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Lưu"
msgstr "Save"

msgid "Không còn ai dùng"
msgstr "Nobody uses this"
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one room, one template and a catalogue."""
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "views.py").write_text('_("Lưu"); ngettext("{n} dòng", "{n} dòng", 2); pgettext("menu", "Mở")')
    (room / "forms.py").write_text('from django.utils.translation import gettext_lazy as later\nlater("Nguồn")')
    (room / "templates" / "a.html").write_text(
        '{% translate "Thôi" %}{% table caption=_("Danh sách") %}'
        "{% blocktranslate with n=1 %}Còn {{ n }} việc, 5 %{% endblocktranslate %}"
    )
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(messages, "WORDS", ({"x": "Nhãn của quy tắc"},))
    monkeypatch.setattr(messages, "SOURCES", ("Bảng của quy tắc",))
    monkeypatch.setattr(messages, "SENTENCES", {"x": ("Câu của quy tắc.", "")})
    path = messages.catalog_path("en")
    path.parent.mkdir(parents=True)
    path.write_text(PO)
    return path


def identities(house: Path) -> set:
    return {message.id for message in messages.read_catalog("en") if message.id}


def test_sentences_come_from_python_templates_and_the_vocabulary(house):
    messages.update()
    assert identities(house) == {
        "Lưu",
        ("{n} dòng", "{n} dòng"),
        "Mở",
        "Thôi",
        "Danh sách",
        "Còn %(n)s việc, 5 %%",
        "Nhãn của quy tắc",
        "Câu của quy tắc.",
        "Bảng của quy tắc",
        "Nguồn",
    }


def test_an_update_keeps_what_is_translated_and_drops_what_nobody_uses(house):
    messages.update()
    assert messages.read_catalog("en").get("Lưu").string == "Save"
    assert "Không còn ai dùng" not in house.read_text()
    before = house.read_bytes()
    messages.update()
    assert house.read_bytes() == before


def test_what_has_no_english_is_listed_and_fails(house, capsys):
    assert messages.main(["missing"]) == 1
    said = capsys.readouterr().out
    assert "Thôi" in said
    assert "Lưu\n" not in said
    assert "9 chưa có bản tiếng Anh" in said


def test_compiled_english_is_what_was_written(house):
    from gettext import GNUTranslations

    assert messages.main(["compile"]) == 0
    with house.with_suffix(".mo").open("rb") as file:
        assert GNUTranslations(file).gettext("Lưu") == "Save"


def test_an_unknown_word_explains_the_command(capsys):
    assert messages.main(["translate"]) == 2
    assert "update | missing | compile" in capsys.readouterr().out
