"""What was saved comes back whole; what was damaged is found before anything is restored."""

import pytest

from tests.conftest import fresh_database
from tests.installation import Installation
from tusoi.project.backup.container import reading, writing
from tusoi.rules.problems import Refused


def prepared(installation, workbook_units):
    assert installation.tusoi("migrate").returncode == 0
    done = installation.tusoi("import", workbook_units, "--kind", "units", "--apply")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def workbook_units(tmp_path):
    import xlsxwriter

    path = tmp_path / "units.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tổ chức")
        sheet.write_row(0, 0, ("TT", "Mã", "Tên tổ chức đảng", "Loại hình", "Mã cấp trên trực tiếp"))
        sheet.write_row(1, 0, (1, "T", "Đảng bộ tỉnh Hoa Sen", "Đảng bộ tỉnh", ""))
        kind = "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"
        sheet.write_row(2, 0, (2, "T.01", "Đảng bộ huyện Lưu Ly", kind, "T"))
    return path


@pytest.fixture
def other(tmp_path):
    with fresh_database() as url:
        made = Installation(folder=tmp_path / "other", database_url=url)
        yield made
        made.stop()


def test_a_backup_comes_back_on_another_machine_with_every_row_file_and_event(
    installation, other, workbook_units, tmp_path
):
    prepared(installation, workbook_units)
    saved = installation.tusoi("backup", tmp_path / "ngay.zip")
    assert saved.returncode == 0, saved.stderr
    restored = other.tusoi("restore", tmp_path / "ngay.zip", "--verify")
    assert restored.returncode == 0, restored.stderr
    assert "Đã đối chiếu" in restored.stdout
    names = sorted(path.name for path in (installation.folder / "files").glob("*/*"))
    assert names
    assert names == sorted(path.name for path in (other.folder / "files").glob("*/*"))
    verified = other.tusoi("audit", "verify")
    assert verified.returncode == 0, verified.stderr

    onto_data = other.tusoi("restore", tmp_path / "ngay.zip")
    assert onto_data.returncode == 1
    assert "đã có dữ liệu" in onto_data.stderr
    over_a_file = other.tusoi("backup", tmp_path / "ngay.zip")
    assert over_a_file.returncode == 1
    assert "không ghi đè" in over_a_file.stderr


def archive(path):
    with writing(path) as writer:
        for name in ("database.sqlite3", "files/ab/abcd"):
            with writer.member(name) as out:
                out.write(name.encode() * 400)
        writer.finish({"database": "sqlite", "rows": {}, "migrations": []})
    return path


def code_of(path):
    with pytest.raises(Refused) as refusal, reading(path):
        raise AssertionError("it was read")
    return refusal.value.problems[0].code


def test_a_sealed_archive_gives_back_what_was_put_in(tmp_path):
    with reading(archive(tmp_path / "a.zip")) as (members, manifest):
        assert sorted(manifest["members"]) == ["database.sqlite3", "files/ab/abcd"]
        assert members.read("files/ab/abcd") == b"files/ab/abcd" * 400


def test_every_flipped_byte_is_found(tmp_path):
    path = archive(tmp_path / "a.zip")
    content = path.read_bytes()
    for place in range(len(content)):
        flipped = bytearray(content)
        flipped[place] ^= 1
        path.write_bytes(flipped)
        assert code_of(path) in {"backup-damaged", "backup-unreadable"}, place


def test_a_file_cut_short_or_of_another_kind_is_told_so(tmp_path):
    path = archive(tmp_path / "a.zip")
    path.write_bytes(path.read_bytes()[:500])
    assert code_of(path) == "backup-unreadable"
    path.write_text("không phải tệp sao lưu")
    assert code_of(path) == "backup-unreadable"
    assert code_of(tmp_path / "khong_co.zip") == "backup-missing"


def test_nothing_is_left_of_an_archive_that_could_not_be_finished(tmp_path):
    with pytest.raises(OSError, match="đầy"), writing(tmp_path / "a.zip"):
        raise OSError("ổ đĩa đầy")
    assert list(tmp_path.iterdir()) == []
