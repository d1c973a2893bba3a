"""The `tusoi` command on a real data folder: exit codes, sentences, a server that survives being killed."""

import urllib.request


def test_an_empty_folder_is_migrated_once_and_found_sound(installation):
    assert installation.tusoi("migrate").stdout.startswith("Đã cập nhật cơ sở dữ liệu")
    assert installation.tusoi("migrate").stdout == "Cơ sở dữ liệu đã đúng phiên bản.\n"
    if not installation.database_url:
        found = installation.tusoi("doctor")
        assert (found.returncode, found.stderr) == (0, "")


def test_the_doctor_finds_a_database_of_another_version(installation):
    found = installation.tusoi("doctor")
    assert found.returncode == 1
    assert "hãy chạy: tusoi migrate" in found.stdout


def test_a_wrong_call_is_explained_in_vietnamese(installation):
    called = installation.tusoi("serve", "--port", "x")
    assert called.returncode == 2
    assert "gọi sai" in called.stderr
    assert installation.tusoi().returncode == 2


def test_a_wrong_configuration_is_a_sentence_and_no_traceback(installation):
    installation.folder.mkdir()
    (installation.folder / "tusoi.toml").write_text("port = true", encoding="utf-8")
    called = installation.tusoi("migrate")
    assert called.returncode == 1
    assert called.stderr.startswith("Cấu hình chưa dùng được")
    assert "Traceback" not in called.stderr


def test_the_server_refuses_tables_of_another_version(installation):
    called = installation.tusoi("serve")
    assert called.returncode == 1
    assert "tusoi migrate" in called.stderr


def test_the_server_answers_and_starts_again_after_being_killed(installation):
    installation.tusoi("migrate")
    installation.serve()
    installation.kill()
    url = installation.serve()
    with urllib.request.urlopen(f"{url}/healthz") as answer:
        assert answer.status == 200
