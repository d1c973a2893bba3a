"""What an installation may set, and the words it gets for a mistake."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from tusoi.project import configuration
from tusoi.project.databases import database


def test_the_file_is_read_and_the_environment_wins(tmp_path):
    (tmp_path / "tusoi.toml").write_text('port = 9000\nhosts = ["kiemdiem.example"]\n', encoding="utf-8")
    read = configuration.read(tmp_path, {"TUSOI_PORT": "9001", "TUSOI_HTTPS": "1"})
    assert (read["port"], read["hosts"], read["https"]) == (9001, ["kiemdiem.example"], True)


def test_without_file_and_environment_every_key_has_its_default(tmp_path):
    assert configuration.read(tmp_path, {}) == {key.name: key.default for key in configuration.KEYS}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prot = 9000", "khóa lạ: prot"),
        ('port = "9000"', "port = '9000' sai kiểu; cần một số nguyên"),
        ("https = 1", "https = 1 sai kiểu; cần true hoặc false"),
        ("port =", "không đọc được"),
    ],
)
def test_a_mistake_in_the_file_names_the_key(tmp_path, text, words):
    (tmp_path / "tusoi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=words):
        configuration.read(tmp_path, {})


def test_a_mistake_in_the_environment_names_the_variable(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="TUSOI_THREADS = 'many' sai kiểu"):
        configuration.read(tmp_path, {"TUSOI_THREADS": "many"})


def test_the_secret_is_made_once_for_its_owner_only(tmp_path):
    first = configuration.secret(tmp_path)
    assert len(first) >= 64
    assert configuration.secret(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_an_empty_secret_is_refused(tmp_path):
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="khóa bí mật trống"):
        configuration.secret(tmp_path)


def test_a_data_folder_is_made_for_its_owner_only(tmp_path):
    folder = configuration.data_dir({"TUSOI_DATA_DIR": str(tmp_path / "data")})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_postgresql_address_is_taken_apart(tmp_path):
    made = database("postgresql://an:m%40t@db.example:5433/tusoi?sslmode=require", tmp_path)
    parts = [made[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["an", "m@t", "db.example", "5433", "tusoi"]
    assert made["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["mysql://an@db/tusoi", "postgresql://db.example", "tusoi"])
def test_another_kind_of_database_is_refused(tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        database(url, tmp_path)
