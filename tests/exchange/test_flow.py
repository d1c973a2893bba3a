"""An upload from file to result: what is shown is what happens, once, whole, and only within one's own part."""

import io
import os

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.exchange.conftest import AT
from tests.exchange.reading.books import HEADINGS, HOA_SEN
from tusoi.audit.actions import book
from tusoi.audit.files import path_of
from tusoi.audit.models import Event
from tusoi.exchange import actions, running
from tusoi.exchange.forms import UploadForm
from tusoi.exchange.models import ColumnMapping, Upload, UploadState
from tusoi.exchange.reading.limits import DEFAULT
from tusoi.organizations.models import Person, Unit
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Axis, Role

BINH = [1, "29000002", "Trần Văn Bình", "Nam", "01/02/1980", "03/04/2005", "T.01.001.01", "", "", "", "", ""]
CHAU = [2, "29000003", "Lê Thị Châu", "Nữ", "05/06/1985", "07/08/2010", "T.02.001", "", "", "", "", ""]
AN = [3, "29000001", "Nguyễn Thị An Bình", "", "", "", "T.01.001.01", "", "", "", "", ""]


def staff(world, unit=None, **more):
    return make.actor(Role.STAFF, unit or world.province, **more)


def signed_in(client, actor_user):
    client.force_login(actor_user)
    return client


def members(world, *rows):
    return world.book("members", *rows)


def test_what_the_preview_shows_is_what_happens(world):
    by = staff(world)
    upload = world.previewed("members", members(world, BINH, CHAU, AN), by)
    assert upload.state == UploadState.PREVIEWED
    shown = {name: upload.report["counts"][name] for name in ("read", "added", "changed", "unchanged", "left_out")}
    assert shown == {"read": 3, "added": 2, "changed": 1, "unchanged": 0, "left_out": 0}
    assert upload.report["lists"]["changed"] == [
        ["6", "29000001", "Nguyễn Thị An Bình", "Họ và tên: Nguyễn Thị An → Nguyễn Thị An Bình"]
    ]
    upload = world.applied(upload, by)
    assert (upload.state, upload.applied_by) == (UploadState.APPLIED, by.name)
    assert Person.objects.count() == 3
    assert Person.objects.get(card_number="29000001").full_name == "Nguyễn Thị An Bình"
    again = world.previewed("members", members(world, BINH, CHAU, AN), by)
    assert (again.report["counts"]["unchanged"], again.report["counts"]["added"]) == (3, 0)


def test_one_line_of_the_book_says_what_a_file_did_and_which_bytes_it_was(world):
    by = staff(world)
    upload = world.applied(world.previewed("members", members(world, BINH), by), by)
    event = Event.objects.get(record=f"exchange.upload:{upload.pk}")
    assert (event.step, event.actor) == ("organizations.import_members", by.name)
    assert (event.after["added"], event.after["sha256"]) == (1, upload.file.sha256)


def test_an_error_in_any_row_rejects_the_file_and_gives_the_rows_back(world, client):
    user = make.user(Role.STAFF, world.province)
    by = make.acting(user)
    bad = [*CHAU[:6], "T.99", *CHAU[7:]]
    upload = world.previewed("members", members(world, BINH, bad), by)
    assert upload.state == UploadState.REJECTED
    assert upload.report["counts"]["left_out"] == 1
    assert "errors" in upload.report["workbooks"]
    page = signed_in(client, user).get(reverse("exchange:one", args=[upload.pk])).content.decode()
    assert "Tải tệp đã sửa lên" in page
    assert "Trang 1!G5: T.99" in page
    with pytest.raises(Refused) as refusal:
        actions.confirm(upload=upload, fingerprint=upload.report["fingerprint"], by=by)
    assert refusal.value.kind == "conflict"
    assert Person.objects.count() == 1


def test_data_that_moved_on_since_the_preview_is_shown_again_instead_of_applied(world):
    by = staff(world)
    upload = world.previewed("members", members(world, BINH, CHAU), by)
    world.put("members", BINH)
    upload = world.applied(upload, by)
    assert upload.state == UploadState.PREVIEWED
    assert [one["code"] for one in upload.report["notice"]] == ["import-preview-outdated"]
    assert upload.report["counts"]["added"] == 1
    assert not Person.objects.filter(card_number="29000003").exists()
    assert world.applied(upload, by).state == UploadState.APPLIED


def test_a_confirmation_of_another_preview_is_refused(world):
    by = staff(world)
    upload = world.previewed("members", members(world, BINH), by)
    with pytest.raises(Refused) as refusal:
        actions.confirm(upload=upload, fingerprint="stale", by=by)
    assert [problem.code for problem in refusal.value.problems] == ["import-preview-outdated"]


def test_a_list_that_reaches_beyond_ones_own_part_shows_nothing_and_is_refused(world):
    by = staff(world, world.d2)
    own = world.previewed("members", members(world, CHAU), by)
    assert own.state == UploadState.PREVIEWED
    beyond = world.previewed("members", members(world, CHAU, AN), by)
    assert beyond.state == UploadState.REJECTED
    assert [one["code"] for one in beyond.report["problems"]] == ["import-outside-scope"]
    assert "lists" not in beyond.report
    assert "Nguyễn Thị An" not in str(beyond.report).replace("Nguyễn Thị An Bình", "")


def test_a_list_gives_no_post_at_a_unit_beyond_ones_own_part(world):
    by = staff(world, world.d2)
    own = [*CHAU[:8], "Phó Bí thư Thị ủy", "T.02", "BTV Thị ủy", ""]
    above = [*CHAU[:8], "Bí thư Tỉnh ủy", "T", "BTV Tỉnh ủy", ""]
    assert world.previewed("members", members(world, own), by).state == UploadState.PREVIEWED
    beyond = world.previewed("members", members(world, above), by)
    assert [one["code"] for one in beyond.report["problems"]] == ["import-outside-scope"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.BRANCH_SECRETARY, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_keeps_no_lists_may_not_bring_any_in(world, role, client):
    user = make.user(role, world.province)
    by, source = make.acting(user), io.BytesIO(b"")
    with pytest.raises(Refused) as refusal:
        actions.receive(kind="members", source=source, name="a.xlsx", by=by, at=AT)
    assert refusal.value.kind == "forbidden"
    assert signed_in(client, user).get(reverse("exchange:new")).status_code == 403
    assert not Upload.objects.exists()


@pytest.mark.parametrize("more", [{"recursive": False}, {"axis": Axis.HOME}])
def test_a_grant_for_less_than_the_whole_subtree_is_not_enough(world, more):
    by = staff(world, world.province, **more)
    with pytest.raises(Refused):
        actions.receive(kind="members", source=io.BytesIO(b""), name="a.xlsx", by=by, at=AT)


def test_uploads_are_seen_by_their_maker_and_by_those_above_only(world, client):
    maker, above, beside = (make.user(Role.STAFF, unit) for unit in (world.d2, world.province, world.d1))
    upload = world.previewed("members", members(world, CHAU), make.acting(maker))
    address = reverse("exchange:one", args=[upload.pk])
    assert [signed_in(client, user).get(address).status_code for user in (maker, above, beside)] == [200, 200, 404]
    assert "members-0.xlsx" in signed_in(client, above).get(reverse("exchange:uploads")).content.decode()
    assert "members-0.xlsx" not in signed_in(client, beside).get(reverse("exchange:uploads")).content.decode()
    for name in ("apply", "restart", "reread"):
        assert client.post(reverse(f"exchange:{name}", args=[upload.pk])).status_code == 404


def test_no_cell_of_a_returned_workbook_becomes_a_formula(world, client):
    user = make.user(Role.STAFF, world.province)
    evil = [1, "29000009", '=HYPERLINK("http://x","y")', "Nam", "@SUM(1)", "-1+1", "T.99", "+1", "", "", "", "=1+1"]
    path = world.folder / "evil.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as pages:
        sheet = pages.add_worksheet("Trang 1")
        sheet.write_row(0, 0, HEADINGS["members"])
        sheet.write_row(1, 0, evil)
    upload = world.previewed("members", path, make.acting(user))
    answer = signed_in(client, user).get(reverse("exchange:workbook", args=[upload.pk, "errors"]))
    sheets = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert '=HYPERLINK("http://x","y")' in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if str(cell.value).startswith(("=", "@", "+", "-"))} == {"s"}


def test_a_mapping_chosen_by_hand_is_remembered_for_the_same_headings(world):
    by = staff(world)
    heads = ["TT", "Thẻ", "Tên gọi", *HEADINGS["members"][3:6], "Nơi sinh hoạt", *HEADINGS["members"][7:]]
    path = world.book("members", BINH, heads=heads)
    upload = world.previewed("members", path, by)
    assert upload.state == UploadState.REJECTED
    assert {one["code"] for one in upload.report["problems"]} == {"column-missing"}
    chosen = {"card": "B", "full_name": "C", "branch": "G"}
    mapping = {"sheet": "Trang 1", "row": 3, "columns": chosen}
    upload = world.previewed("members", path, by, mapping=mapping)
    assert upload.report["counts"]["added"] == 1
    world.applied(upload, by)
    assert ColumnMapping.objects.get().columns == chosen
    found = world.previewed("members", path, by)
    assert (found.report["counts"]["unchanged"], found.report["columns"]["mapping"]) == (1, chosen)


def test_of_several_sheets_one_is_chosen(world, client):
    user = make.user(Role.STAFF, world.province)
    path = world.folder / "two.xlsx"
    pages = openpyxl.Workbook()
    for name in ("Một", "Hai"):
        sheet = pages.create_sheet(name)
        sheet.append(HEADINGS["members"])
        sheet.append(BINH)
    pages.save(path)
    upload = world.previewed("members", path, make.acting(user))
    page = signed_in(client, user).get(reverse("exchange:columns", args=[upload.pk])).content.decode()
    assert 'value="Hai"' in page
    upload = world.previewed("members", path, make.acting(user), mapping={"sheet": "Hai"})
    assert upload.state == UploadState.PREVIEWED


def test_a_begun_upload_without_a_living_process_shows_as_interrupted(world, client):
    user = make.user(Role.STAFF, world.province)
    upload = world.upload("members", members(world, BINH), make.acting(user))
    address = reverse("exchange:one", args=[upload.pk])
    page = signed_in(client, user).get(address).content.decode()
    assert "Bị ngắt giữa chừng" in page
    assert reverse("exchange:restart", args=[upload.pk]) in page
    lock = running.claim(upload.pk)
    assert running.claim(upload.pk) is None
    assert actions.is_interrupted(upload) is False
    page = signed_in(client, user).get(address).content.decode()
    assert "Đang đọc thử" in page
    os.close(lock)
    assert actions.is_interrupted(upload) is True


def test_a_fault_of_ours_is_told_and_leaves_nothing(world):
    by = staff(world)
    upload = world.previewed("members", members(world, BINH), by)
    path_of(upload.file.sha256).unlink()
    upload = world.applied(upload, by)
    assert upload.state == UploadState.REJECTED
    assert [one["code"] for one in upload.report["problems"]] == ["import-failed"]
    assert Person.objects.count() == 1


def test_every_kind_of_bad_upload_is_answered_in_words(world, client):
    signed_in(client, make.user(Role.STAFF, world.province))
    address = reverse("exchange:new")
    nothing = client.post(address, {"kind": "members"})
    assert (nothing.status_code, "Chưa chọn tệp" in nothing.content.decode()) == (422, True)
    strange = client.post(address, {"kind": "people", "file": io.BytesIO(b"x")})
    assert strange.status_code == 422
    kind = "multipart/form-data; boundary=x"
    huge = client.generic("POST", address, b"--x--", content_type=kind, CONTENT_LENGTH=str(64 << 20))
    assert (huge.status_code, "quá lớn" in huge.content.decode()) == (413, True)
    large = SimpleUploadedFile("a.xlsx", b"x")
    large.size = DEFAULT.file_bytes + 1
    form = UploadForm({"kind": "members"}, {"file": large})
    assert (form.is_valid(), form.status) == (False, 413)


def test_a_file_that_is_no_workbook_is_rejected_with_what_to_do(world, tmp_path):
    path = tmp_path / "danh_sach.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    upload = world.previewed("members", path, staff(world))
    assert upload.state == UploadState.REJECTED
    assert upload.report["problems"]


def test_the_wrong_kind_of_list_is_named(world):
    upload = world.previewed("members", HOA_SEN / "to_chuc.xlsx", staff(world))
    assert [one["code"] for one in upload.report["problems"]] == ["other-kind"]


def test_units_that_a_list_does_not_name_are_shown_and_stay(world):
    by = staff(world)
    rows = [
        [1, "T", "Đảng bộ tỉnh Hoa Sen", "Đảng bộ tỉnh", ""],
        [2, "T.03", "Đảng bộ huyện Mới", "Đảng bộ huyện", "T"],
    ]
    upload = world.applied(world.previewed("units", world.book("units", *rows), by), by)
    assert upload.state == UploadState.APPLIED
    assert upload.report["counts"]["absent"] == 5
    assert Unit.objects.filter(valid_to__isnull=True).count() == 7


def test_the_book_stays_whole_when_an_import_joins_another_act(world):
    with book(by=make.INSTALLATION, at=AT):
        world.put("members", BINH)
    assert Person.objects.count() == 2
