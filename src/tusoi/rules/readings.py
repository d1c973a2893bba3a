"""Reading the words of workbooks and documents: levels, kinds, titles, categories. What is not understood is None."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from tusoi.rules.names import clean, search_key
from tusoi.rules.terms import Category, CollectiveKind, ManagingLevel, TitleGroup, UnitKind

Term = TypeVar("Term")

_NUMBERED = re.compile(r"^(?:[ivx]+|[0-9]+|[a-z])[.)] ?")
_QUOTES = str.maketrans(dict.fromkeys("“”\"'.:"))

_STANDING = r"(?:(?:btv|ban thuong vu) )?"
_NAMED = r"(?: (?!vien\b).*)?"  # "Tỉnh ủy Hoa Sen", but not "Tỉnh ủy viên"
_LEVELS: Mapping[ManagingLevel, str] = {
    ManagingLevel.CENTRAL: r"(?:btv |ban thuong vu |ban chap hanh |quan uy )?trung uong(?: dang)?"
    r"|bo chinh tri(?:(?:,| va)? ban bi thu)?|ban bi thu",
    ManagingLevel.PROVINCE: rf"{_STANDING}(?:tinh uy|cap uy (?:cap )?tinh|cap tinh){_NAMED}",
    ManagingLevel.DISTRICT: rf"{_STANDING}(?:huyen uy|thi uy|thanh uy|quan uy|cap uy (?:cap )?huyen|cap huyen|"
    rf"(?:cap|dang) uy cap tren (?:truc tiep )?(?:cua )?(?:to chuc )?co so(?: dang)?|cap tren co so){_NAMED}",
    ManagingLevel.GRASSROOTS: rf"{_STANDING}(?:cap uy (?:cap )?co so|cap uy to chuc co so dang|cap co so|"
    rf"to chuc co so dang|dang uy co so|dang uy (?:xa|phuong|thi tran)|chi uy co so|chi bo co so){_NAMED}",
}
_CATEGORIES: Mapping[Category, str] = {
    Category.EXCELLENT: r"(?:hoan thanh|ht) xuat sac(?: nhiem vu| nv)?|htxs(?: ?nv)?",
    Category.GOOD: r"(?:hoan thanh|ht) tot(?: nhiem vu| nv)?|htt(?: ?nv)?",
    Category.COMPLETED: r"(?:hoan thanh|ht)(?: nhiem vu| ?nv)?",
    Category.NOT_COMPLETED: r"khong (?:hoan thanh|ht)(?: nhiem vu| nv)?|kht(?: ?nv)?",
}
_UNIT_KINDS: Mapping[UnitKind, str] = {
    UnitKind.COUNTRY: r"toan dang",
    UnitKind.PROVINCE: r"dang bo (?:cap )?tinh|dang bo truc thuoc trung uong",
    UnitKind.DISTRICT: r"dang bo cap tren (?:truc tiep )?(?:cua )?(?:to chuc )?co so(?: dang)?|"
    r"dang bo (?:cap )?huyen(?: va tuong duong)?",
    UnitKind.GRASSROOTS_COMMITTEE: r"dang bo co so|dang bo (?:xa|phuong|thi tran)",
    UnitKind.GRASSROOTS_BRANCH: r"chi bo co so",
    UnitKind.SECTION: r"dang bo bo phan",
    UnitKind.BRANCH: r"chi bo(?: truc thuoc(?: dang (?:uy|bo)(?: co so| bo phan)?)?)?",
    UnitKind.AGENCY: r"co quan(?:(?:,|/| va)? ?don vi)?|don vi",
}

# Opening words of a collective's name → kind, and how many of them belong to the name of its unit.
_OPENINGS: Sequence[tuple[str, CollectiveKind, int]] = (
    ("ban thuong vu", CollectiveKind.STANDING_COMMITTEE, 0),
    ("btv", CollectiveKind.STANDING_COMMITTEE, 0),
    ("ban chap hanh", CollectiveKind.COMMITTEE, 0),
    ("bch", CollectiveKind.COMMITTEE, 0),
    ("ban can su dang", CollectiveKind.CAUCUS, 0),
    ("dang doan", CollectiveKind.CAUCUS, 0),
    ("lanh dao quan ly", CollectiveKind.LEADERSHIP, 0),
    ("lanh dao va quan ly", CollectiveKind.LEADERSHIP, 0),
    ("lanh dao", CollectiveKind.LEADERSHIP, 0),
    ("chi uy", CollectiveKind.BRANCH_COMMITTEE, 0),
    ("chi bo", CollectiveKind.BRANCH, 2),
    ("dang uy", CollectiveKind.COMMITTEE, 2),
)

_FORMER = re.compile(r"nguyen ")
_ACTING = re.compile(r"^(?:quyen|q) ")
_BETWEEN_TITLES = re.compile(r"[,;/]| kiem | - ")
_YOUTH = r"(?:(?:tinh|huyen|thanh|thi|quan|chi) )?doan\b(?! the)"
_HEADS = (
    r"(?:tong )?giam doc\b|chu (?:tich|nhiem)\b|chanh \w|nguoi dung dau\b|tong bien tap\b|"
    r"(?:(?:hieu|vien|cuc|chi cuc|tong cuc|vu|doi|to|tram|hat|chi huy|bo|thu) )?truong\b"
)
# The first pattern that fits the opening of a title counts.
_TITLES: Sequence[tuple[str, TitleGroup, bool]] = (
    (rf"bi thu {_YOUTH}", TitleGroup.HEAD, True),
    (rf"pho bi thu (?:thuong truc )?{_YOUTH}", TitleGroup.DEPUTY_HEAD, False),
    (r"bi thu (?:chi bo|chi uy)(?! co so)", TitleGroup.BRANCH_SECRETARY, True),
    (r"pho bi thu (?:thuong truc )?(?:chi bo|chi uy)(?! co so)", TitleGroup.BRANCH_DEPUTY, False),
    (r"bi thu\b", TitleGroup.SECRETARY, True),
    (r"pho bi thu\b", TitleGroup.DEPUTY_SECRETARY, False),
    (r"(?:uy vien|uv) ?(?:ban thuong vu|btv|thuong vu)\b", TitleGroup.STANDING_MEMBER, False),
    (
        r"(?:uy vien|uv) ?(?:ban chap hanh|bch)\b|(?:tinh|huyen|thanh|thi|dang) uy vien",
        TitleGroup.COMMITTEE_MEMBER,
        False,
    ),
    (r"pho\b", TitleGroup.DEPUTY_HEAD, False),
    (_HEADS, TitleGroup.HEAD, True),
)


@lru_cache(maxsize=4096)
def parse_managing_level(text: str) -> ManagingLevel | None:
    """The column *Diện quản lý* or a title row: "BTV Tỉnh ủy", "II. Diện ban thường vụ cấp ủy huyện quản lý"."""
    key = _NUMBERED.sub("", search_key(text), count=1)
    return _first(_LEVELS, key.removeprefix("thuoc ").removeprefix("dien ").removesuffix(" quan ly"))


@lru_cache(maxsize=4096)
def parse_category(text: str) -> Category | None:
    """The full wording or the usual abbreviations HTXS, HTT, HTNV, KHT. "Tốt" alone is a level of a criterion."""
    return _first(_CATEGORIES, search_key(text).translate(_QUOTES).strip())


@lru_cache(maxsize=4096)
def parse_unit_kind(text: str) -> UnitKind | None:
    """The column *Loại hình*."""
    return _first(_UNIT_KINDS, search_key(text))


def parse_collective_kind(name: str) -> tuple[CollectiveKind, str] | None:
    """Kind from the opening words, and the rest, which names the unit.

    "Tập thể chi ủy Chi bộ cơ quan 4" → (BRANCH_COMMITTEE, "Chi bộ cơ quan 4");
    "Tập thể Chi bộ thôn 4" → (BRANCH, "Chi bộ thôn 4").
    """
    words = clean(name).split()
    keys = [search_key(word).strip(",.:;") for word in words]
    start = 2 if keys[:2] == ["tap", "the"] else 0
    for opening, kind, kept in _OPENINGS:
        length = len(opening.split())
        if keys[start : start + length] == opening.split():
            return kind, " ".join(words[start + length - kept :])
    return None


@lru_cache(maxsize=4096)
def parse_title(text: str) -> tuple[TitleGroup, bool]:
    """Group of a post's title and whether it heads the unit; of several titles the first in precedence."""
    titles = [_title(title.strip()) for title in _BETWEEN_TITLES.split(search_key(text))]
    order = list(TitleGroup)
    return min(titles, key=lambda found: order.index(found[0]))


def _title(key: str) -> tuple[TitleGroup, bool]:
    key = _ACTING.sub("", " ".join(key.replace(".", " ").split()), count=1)
    if not _FORMER.match(key):
        for pattern, group, is_head in _TITLES:
            if re.match(pattern, key):
                return group, is_head
    return TitleGroup.OTHER, False


def _first(patterns: Mapping[Term, str], key: str) -> Term | None:
    return next((term for term, pattern in patterns.items() if re.fullmatch(pattern, key)), None)
