"""Files that leave: the same numbers as on the page, only visible rows, who and when, and a line in the book."""

import io
import zipfile

import docx
import openpyxl
import pytest
from django.urls import reverse

from tests import make
from tests.statistics.season import AT, season
from tusoi.audit.models import Event
from tusoi.cycles.models import RosterEntry
from tusoi.rules.terms import Category, Role
from tusoi.statistics import exports, queries
from tusoi.statistics.documents import pdf, report, word, word_template, workbook
from tusoi.statistics.facts import gather
from tusoi.statistics.pages import Place
from tusoi.statistics.rights import Extent

pytestmark = pytest.mark.django_db

CANARY = "CANARY-9b1c"


@pytest.fixture
def world():
    made = season(districts=2, people=3)
    made.suggest(made.entry(made.collectives[1]), made.entry(made.people[1]))
    made.rate(made.entry(made.districts[0]), Category.EXCELLENT)
    return made


@pytest.fixture
def staff(world):
    return make.user(Role.STAFF, world.province)


def facts_of(world, by=None):
    return gather(world.cycle, world.province, Extent(world.province.path), by=by or world.officer, at=AT)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(sheet, first=6):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def bytes_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_workbook_has_the_numbers_of_the_page_and_empty_cells_where_it_shows_a_dash(world, staff, client):
    client.force_login(staff)
    book = opened(bytes_of(client.get(reverse("statistics:workbook", args=[world.cycle.pk]))))
    table = queries.suggestion_table(world.cycle, Extent(world.province.path))
    found = [row[1:4] for row in cells(book["Gợi ý"])]
    lines = (*table.lines, table.total)
    assert found == [[line.organizations, line.collectives, line.individuals] for line in lines]
    assert None in found[1]
    rated = cells(book["Xếp loại"])
    assert rated[0] == ["Hoàn thành xuất sắc nhiệm vụ", 1, 1, 100]
    assert rated[3][1:] == [0, 1, 0]
    progress = [row[2:7] for row in cells(book["Tiến độ"])]
    rows = queries.completeness(world.cycle, Extent(world.province.path))
    assert progress == [[row.total, row.due, row.rated, row.not_yet, row.exempt_total] for row in rows]


def test_every_sheet_says_who_took_it_out_and_when(world, staff, client):
    client.force_login(staff)
    for name, line in (("workbook", 3), ("roster", 2)):
        book = opened(bytes_of(client.get(reverse(f"statistics:{name}", args=[world.cycle.pk]))))
        for sheet in book:
            assert sheet.cell(line, 1).value.startswith(f"Xuất bởi {staff.full_name} lúc ")
            assert staff.full_name in str(sheet.oddFooter.left.text)


def test_taking_figures_out_is_recorded(world, staff, client):
    client.force_login(staff)
    for name in ("workbook", "roster", "word", "pdf"):
        client.get(reverse(f"statistics:{name}", args=[world.cycle.pk]))
    events = Event.objects.filter(step="statistics.export").order_by("id")
    assert [event.after["what"] for event in events] == ["report.xlsx", "roster", "report.docx", "report.pdf"]
    assert {event.actor for event in events} == {staff.full_name}
    assert events[1].after["rows"] == world.cycle.entries.count()


def test_the_list_has_exactly_the_rows_the_page_shows(world, client):
    world.entry(world.people[0]).__class__.objects.filter(person=world.people[0]).update(name=CANARY)
    account = make.user(Role.STAFF, world.districts[0])
    place = Place(world.cycle, world.districts[0], Extent(world.districts[0].path))
    book = opened(b"".join(exports.roster(make.acting(account), place, AT)))
    rows = cells(book.active, first=5)
    inside = RosterEntry.objects.filter(cycle=world.cycle, home_path__startswith=world.districts[0].path)
    assert sorted(row[0] for row in rows) == sorted(inside.values_list("name", flat=True))
    other = make.acting(make.user(Role.STAFF, world.districts[1]))
    place = Place(world.cycle, world.districts[1], Extent(world.districts[1].path))
    content = b"".join(exports.roster(other, place, AT))
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert not any(CANARY.encode() in parts.read(name) for name in parts.namelist())


def test_a_name_that_looks_like_a_formula_stays_a_text(world):
    RosterEntry.objects.filter(person=world.people[0]).update(name='=HYPERLINK("http://x")\x0b & <b>')
    place = Place(world.cycle, world.province, Extent(world.province.path))
    book = opened(b"".join(exports.roster(world.officer, place, AT)))
    found = [cell for row in book.active.iter_rows(min_row=5) for cell in row[:1] if "HYPERLINK" in cell.value]
    assert found
    assert {cell.value for cell in found} == {'=HYPERLINK("http://x") & <b>'}
    assert {cell.data_type for cell in found} == {"s"}


def test_the_report_tells_counts_with_their_bases_in_word(world, staff, client):
    client.force_login(staff)
    answer = client.get(reverse("statistics:word", args=[world.cycle.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="Bao cao_Tinh uy Hoa Sen_2021.docx"'
    document = docx.Document(io.BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    head = [cell.text for cell in document.tables[0].rows[0].cells]
    assert "TỈNH ỦY HOA SEN\n*\nSố          -BC/TU" in head[0]
    assert head[1].startswith("ĐẢNG CỘNG SẢN VIỆT NAM\nHoa Sen, ngày")
    assert "Đã xếp loại 1/2 (50,00 %) tổ chức đảng trực thuộc phải xếp loại." in text
    assert "chưa đối chiếu với văn bản gốc" in text
    ratings = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
    assert ratings[1] == ["Hoàn thành xuất sắc nhiệm vụ", "1", "1", "100,00 %"]
    assert "{" not in text + str(ratings)


def test_names_cannot_put_anything_else_into_a_document(world):
    world.province.name = "Đảng bộ tỉnh {{ 7*7 }} & <w:p/> #panic()"
    texts = report.write(facts_of(world))
    content = word.render(texts)
    body = docx.Document(io.BytesIO(content)).tables[0].rows[0].cells[0].text
    assert "{{ 7*7 }} & <W:P/> #PANIC()" in body
    assert pdf.render(texts).startswith(b"%PDF-")


def test_equal_facts_give_equal_bytes(world):
    texts = report.write(facts_of(world))
    assert pdf.render(texts) == pdf.render(texts)
    assert word.render(texts) == word.render(texts)
    assert workbook.render(facts_of(world)) == workbook.render(facts_of(world))


def test_the_template_is_the_one_its_program_makes():
    made, kept = (
        zipfile.ZipFile(io.BytesIO(content)) for content in (word_template.make(), word.TEMPLATE.read_bytes())
    )
    names = [name for name in made.namelist() if name != "docProps/core.xml"]
    assert {name: made.read(name) for name in names} == {name: kept.read(name) for name in names}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Đảng bộ tỉnh Hoa Sen", "Tỉnh ủy Hoa Sen"),
        ("Đảng bộ huyện Bằng Lăng", "Huyện ủy Bằng Lăng"),
        ("Đảng bộ thị xã Tường Vi", "Thị ủy Tường Vi"),
        ("Đảng bộ thành phố Sen Hồng", "Thành ủy Sen Hồng"),
        ("Đảng bộ xã Sen Trắng", "Đảng ủy xã Sen Trắng"),
        ("Đảng bộ Công an tỉnh", "Đảng ủy Công an tỉnh"),
        ("Chi bộ thôn Một", "Chi bộ thôn Một"),
    ],
)
def test_a_committee_is_called_by_the_name_of_its_organisation(name, words):
    assert report.committee(name) == words
