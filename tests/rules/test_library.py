"""The shelf of packs: loading, errors with file and line, overlays, lock."""

import shutil
from datetime import date

import pytest

from tusoi.rules import library
from tusoi.rules.library import check_lock, load, load_from, main, write_lock
from tusoi.rules.pack_files import PackError, digest_of
from tusoi.rules.terms import QuotaMode, Track

ID = "qd132-hd21"
OVERLAY = """\
[overlay]
id = "hoa-sen"
pack = "qd132-hd21"
title = "Hướng dẫn của tỉnh Hoa Sen"
citation = "Hướng dẫn 10, tỉnh Hoa Sen"
in_force_from = { value = 2020-01-01 }
in_force_to = { value = 2021-12-31 }

[values]
reference_day = { value = "11-30", source = "Hướng dẫn 10, mục I" }

[[values.quotas]]
code = "organization"
percent = { value = 25, source = "Hướng dẫn 10, mục II" }
mode = "block"

[[values.topics]]
code = "flowers"
label = { value = "Trồng hoa", source = "Hướng dẫn 10, mục III" }

[values.meeting]
minimum_days = { value = 1, source = "Hướng dẫn 10, mục IV" }
"""


@pytest.fixture
def shelf(tmp_path):
    """A shelf of one's own with a copy of the shipped packs."""
    return shutil.copytree(library.SHELF, tmp_path / "packs")


@pytest.fixture
def folder(shelf):
    return shelf / "vn-party" / ID


@pytest.fixture
def overlay(tmp_path):
    folder = tmp_path / "hoa-sen"
    folder.mkdir()
    (folder / "overlay.toml").write_text(OVERLAY, "utf-8")
    return folder


def change(folder, name, old, new):
    """Edit a file; returns the line the new text stands on."""
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def refusal(folder, **options):
    with pytest.raises(PackError) as caught:
        load_from(folder, **options)
    return caught.value.problems


# --- errors name file, line and key -------------------------------------------------------------


def test_an_unknown_key_is_an_error_with_file_and_line(folder):
    line = change(folder, "tables/rating.toml", "text_base = {}", "text_bass = {}")
    unknown, missing = sorted(refusal(folder), key=lambda problem: problem.code, reverse=True)
    assert unknown.code == "pack-unknown-key"
    assert unknown.facts == {"file": f"{ID}/tables/rating.toml", "line": line, "key": "quotas.0.text_bass"}
    assert (missing.code, missing.facts["key"]) == ("pack-missing-key", "quotas.0.text_base")
    assert missing.facts["line"] == line - 3  # where the quota it is missing from begins


def test_a_word_outside_the_vocabulary_is_an_error_that_lists_the_words(folder):
    line = change(folder, "tables/rating.toml", 'value = "floor"', 'value = "down"')
    (problem,) = refusal(folder)
    assert problem.code == "pack-wrong-value"
    assert problem.facts["line"] == line
    assert problem.facts["key"] == "quotas.0.rounding.value"
    assert problem.facts["given"] == "down"
    assert "floor" in problem.facts["expected"]


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("tables/rating.toml", "percent = { value = 20,", 'percent = { value = "20",', "quotas.0.percent.value"),
        ("tables/rating.toml", "percent = { value = 20,", "percent = { value = 120,", "quotas.0.percent.value"),
        ("tables/rating.toml", "percent = { value = 20,", "percent = { value = 20.5,", "quotas.0.percent.value"),
        ("pack.toml", "value = 2019-10-18", 'value = "hôm qua"', "in_force_from.value"),
        ("pack.toml", "complete = false", 'complete = "no"', "complete"),
        ("pack.toml", 'value = "12-31"', 'value = "31-12"', "reference_day.value"),
        ("pack.toml", 'id = "qd132-hd21"', 'id = "QĐ 132"', "id"),
        ("tables/suggestions.toml", 'code = "forest"', 'code = "land"', "topics.1.code"),
        ("tables/roster.toml", 'code = "exempt"', 'code = "temporary"', "statuses.3.code"),
        ("tables/roster.toml", "[recent]", "[rrecent]", "rrecent"),
    ],
)
def test_a_value_of_the_wrong_shape_is_an_error_on_its_line(folder, name, old, new, key):
    line = change(folder, name, old, new)
    found = {problem.facts["key"]: problem.facts for problem in refusal(folder)}
    assert key in found
    assert found[key]["file"] == f"{ID}/{name}"
    if "statuses" not in key:
        assert found[key]["line"] == line


def test_a_term_without_its_line_is_an_error(folder):
    change(folder, "pack.toml", 'code = "thematic"', 'code = "annual"')
    (problem,) = refusal(folder)
    assert (problem.code, problem.facts["key"]) == ("pack-wrong-value", "cycle_kinds.2.code")
    text = (folder / "pack.toml").read_text("utf-8")
    (folder / "pack.toml").write_text(text[: text.index('[[cycle_kinds]]\ncode = "unscheduled"')], "utf-8")
    change(
        folder, "pack.toml", 'code = "annual"\nrates = { value = false', 'code = "thematic"\nrates = { value = false'
    )
    (problem,) = refusal(folder)
    assert problem.facts["key"] == "cycle_kinds"
    assert "unscheduled" in problem.facts["expected"]


def test_a_kind_without_a_default_authority_is_an_error(folder):
    change(folder, "tables/roster.toml", 'unit_kinds = ["country", "province"]', 'unit_kinds = ["province"]')
    (problem,) = refusal(folder)
    assert problem.facts["key"] == "managing_defaults"
    assert "country" in problem.facts["expected"]


def test_a_value_called_verified_without_a_source_is_an_error(folder):
    line = change(folder, "tables/rating.toml", "percent = { value = 20,", "percent = { verified = true, value = 20,")
    (problem,) = refusal(folder)
    assert (problem.facts["line"], problem.facts["key"]) == (line, "quotas.0.percent")


def test_broken_toml_is_an_error_with_its_line(folder):
    line = change(folder, "tables/season.toml", "[publish]", "[publish")
    (problem,) = refusal(folder)
    assert problem.code == "pack-syntax"
    assert (problem.facts["file"], problem.facts["line"]) == (f"{ID}/tables/season.toml", line)


def test_a_file_cut_off_in_the_middle_is_an_error_at_its_end(folder):
    file = folder / "tables/season.toml"
    text = file.read_text("utf-8") + 'last = "'
    file.write_text(text, "utf-8")
    (problem,) = refusal(folder)
    assert (problem.code, problem.facts["line"]) == ("pack-syntax", text.count("\n") + 1)


def test_a_file_that_is_no_utf_8_is_an_error(folder):
    (folder / "tables/season.toml").write_bytes("# Thời hạn".encode("utf-16"))
    (problem,) = refusal(folder)
    assert (problem.code, problem.facts["file"]) == ("pack-syntax", f"{ID}/tables/season.toml")


def test_a_folder_without_a_pack_is_an_error(tmp_path):
    (problem,) = refusal(tmp_path)
    assert problem.code == "pack-syntax"
    assert problem.facts["file"].endswith("/pack.toml")


def test_one_key_in_two_files_is_an_error(folder):
    (folder / "tables/zinnia.toml").write_text("\n[publish]\n", "utf-8")
    (problem,) = refusal(folder)
    assert problem.code == "pack-key-twice"
    assert (problem.facts["key"], problem.facts["line"]) == ("publish", 2)


def test_every_error_of_a_pack_is_told_at_once(folder):
    change(folder, "tables/rating.toml", 'value = "floor"', 'value = "down"')
    change(folder, "tables/season.toml", "tell_subject", "told_subject")
    assert {problem.facts["key"] for problem in refusal(folder)} == {
        "quotas.0.rounding.value",
        "publish.tell_subject",
        "publish.told_subject",
    }


def test_an_unknown_pack_is_refused_with_the_ones_there_are():
    with pytest.raises(PackError) as caught:
        load("qd999")
    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["pack"]) == ("pack-not-found", "qd999")
    assert ID in problem.facts["available"]


# --- overlays -----------------------------------------------------------------------------------


def test_an_overlay_replaces_values_whole_and_adds_lines(overlay):
    pack = load(ID, overlays=(overlay,))
    plain = load(ID)
    assert pack.overlays == ("hoa-sen",)
    assert (pack.reference_day.value, pack.reference_day.note) == ("11-30", "")
    quota = pack.quota(Track.ORGANIZATION)
    assert (quota.percent.value, quota.percent.source, quota.percent.note) == (25, "Hướng dẫn 10, mục II", "")
    assert (quota.mode, quota.base) == (QuotaMode.BLOCK, plain.quota(Track.ORGANIZATION).base)
    assert pack.quota(Track.MEMBER) == plain.quota(Track.MEMBER)
    assert [line.code for line in pack.topics] == [*(line.code for line in plain.topics), "flowers"]
    assert pack.meeting.minimum_days.value == 1
    assert pack.meeting.collective_first == plain.meeting.collective_first


@pytest.mark.parametrize(
    ("on", "applied"),
    [
        (None, ("hoa-sen",)),
        (date(2020, 1, 1), ("hoa-sen",)),
        (date(2021, 12, 31), ("hoa-sen",)),
        (date(2019, 12, 31), ()),
        (date(2022, 1, 1), ()),
    ],
)
def test_an_overlay_counts_only_while_it_is_in_force(overlay, on, applied):
    assert load(ID, overlays=(overlay,), on=on).overlays == applied


def test_overlays_are_laid_over_in_order(overlay, tmp_path):
    second = tmp_path / "xa"
    second.mkdir()
    text = OVERLAY.replace('"hoa-sen"', '"xa"').replace('value = "11-30"', 'value = "12-15"')
    (second / "overlay.toml").write_text(text, "utf-8")
    assert load(ID, overlays=(overlay, second)).reference_day.value == "12-15"
    pack = load(ID, overlays=(second, overlay))
    assert (pack.reference_day.value, pack.overlays) == ("11-30", ("xa", "hoa-sen"))
    assert library.digest(ID, overlays=(overlay, second)) != library.digest(ID, overlays=(second, overlay))


def test_an_overlay_gives_the_pack_another_digest(overlay):
    plain, laid_over = library.digest(ID), library.digest(ID, overlays=(overlay,))
    assert plain != laid_over
    assert len(laid_over) == 64


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("minimum_days", "minimum_hours", "pack-unknown-key", "meeting.minimum_hours"),
        ("value = 25", 'value = "25"', "pack-wrong-value", "quotas.0.percent.value"),
        ('label = { value = "Trồng hoa"', 'lable = { value = "Trồng hoa"', "pack-unknown-key", "topics.9.lable"),
        ('id = "hoa-sen"', 'name = "hoa-sen"', "pack-unknown-key", "overlay.name"),
        ("[values.meeting]", "[meeting]", "pack-unknown-key", "meeting"),
    ],
)
def test_an_error_in_an_overlay_names_the_overlay_and_its_line(overlay, old, new, code, key):
    line = change(overlay, "overlay.toml", old, new)
    problems = refusal(library.folder_of(ID), overlays=[overlay])
    found = next(problem for problem in problems if problem.code == code)
    assert found.facts["key"] == key
    assert (found.facts["file"], found.facts["line"]) == ("hoa-sen/overlay.toml", line)


def test_an_overlay_of_another_pack_is_refused(overlay):
    change(overlay, "overlay.toml", 'pack = "qd132-hd21"', 'pack = "qd124-hd25"')
    (problem,) = refusal(library.folder_of(ID), overlays=[overlay])
    assert problem.code == "overlay-of-another-pack"
    assert (problem.facts["pack"], problem.facts["other"]) == ("qd124-hd25", ID)


# --- lock ---------------------------------------------------------------------------------------


def test_a_changed_value_a_new_pack_and_a_lost_pack_are_found(shelf, folder):
    assert check_lock(shelf) == ()
    change(folder, "tables/rating.toml", "percent = { value = 20,", "percent = { value = 25,")
    shutil.copytree(folder, shelf / "vn-party" / "new")
    assert [(problem.code, problem.facts["pack"]) for problem in check_lock(shelf)] == [
        ("pack-not-locked", "new"),
        ("pack-digest-differs", ID),
    ]
    shutil.rmtree(folder)
    assert ("pack-locked-but-gone", ID) in [(p.code, p.facts["pack"]) for p in check_lock(shelf)]


def test_a_shipped_pack_that_differs_from_its_lock_is_not_loaded(shelf, folder):
    change(folder, "tables/rating.toml", "percent = { value = 20,", "percent = { value = 25,")
    with pytest.raises(PackError) as caught:
        load(ID, shelf=shelf)
    assert [problem.code for problem in caught.value.problems] == ["pack-digest-differs"]


def test_line_ends_evidence_and_cases_change_no_digest_but_values_and_names_do(folder):
    before = digest_of(folder)
    rating = folder / "tables/rating.toml"
    rating.write_bytes(rating.read_bytes().replace(b"\n", b"\r\n"))
    (folder / "SOURCES.md").write_text("khác", "utf-8")
    (folder / "cases.toml").write_text("", "utf-8")
    assert digest_of(folder) == before
    rating.rename(folder / "tables/ratings.toml")
    assert digest_of(folder) != before


def test_the_command_locks_and_checks(shelf, folder, capsys):
    assert main(["check"], shelf) == 0
    change(folder, "tables/rating.toml", "percent = { value = 20,", "percent = { value = 25,")
    assert main(["check"], shelf) == 1
    assert f"Bộ quy định “{ID}” đã khác" in capsys.readouterr().err
    assert main(["lock"], shelf) == 0
    assert main(["check"], shelf) == 0


def test_the_command_locks_no_pack_that_does_not_load(shelf, folder, capsys):
    line = change(folder, "tables/rating.toml", 'value = "floor"', 'value = "down"')
    before = (shelf / "packs.lock").read_text("utf-8")
    assert main(["lock"], shelf) == 1
    assert f"{ID}/tables/rating.toml, dòng {line}: giá trị “down”" in capsys.readouterr().err
    assert (shelf / "packs.lock").read_text("utf-8") == before
    change(folder, "tables/rating.toml", 'value = "down"', 'value = "floor"')
    write_lock(shelf)
    assert (shelf / "packs.lock").read_text("utf-8") == before


@pytest.mark.parametrize("arguments", [[], ["look"], ["lock", "check"]])
def test_the_command_says_how_it_is_used(arguments, capsys):
    assert main(arguments) == 2
    assert "lock | check" in capsys.readouterr().err


def test_packs_are_offered_latest_first_and_chosen_by_date(shelf, folder):
    later = shutil.copytree(folder, shelf / "vn-party" / "later")
    change(later, "pack.toml", 'id = "qd132-hd21"', 'id = "later"')
    change(later, "pack.toml", "in_force_from = { value = 2019-10-18", "in_force_from = { value = 2022-01-01")
    assert [card.id for card in library.available(shelf)] == ["later", ID]
    assert library.choose(date(2021, 12, 31), shelf) == ID
    assert library.choose(date(2022, 12, 31), shelf) == "later"
    assert library.choose(date(2018, 12, 31), shelf) is None


def test_a_card_says_what_a_form_must_warn_about():
    card = next(card for card in library.available() if card.id == ID)
    assert (card.citation, card.complete, card.verified) == ("Quy định 132, Hướng dẫn 21", False, False)
    assert (card.in_force_from, card.in_force_to) == (date(2019, 10, 18), date(2023, 10, 3))
