"""Vietnamese names: one spelling inside, two keys per name, one check. Everything is remembered word by word.

Alphabet a ă â b c d đ e ê … o ô ơ … u ư … y; tones ngang, huyền, hỏi, ngã, sắc, nặng. An import folds the names of a
province, whose words are a few thousand, so each word is taken apart once.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Generic, TypeVar

from tusoi.rules.problems import Problem

PERSON_KEY_LENGTH = 300  # characters of a person's sort key at most
TEXT_KEY_LENGTH = 400  # the same for a unit's or a collective's

APOSTROPHES = "'’‘ʼʻ`´′"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_ODD = re.compile(f"[ðÐƉ{_INVISIBLE}]")
_MENDED: Mapping[int, str | None] = str.maketrans({"ð": "đ", "Ð": "Đ", "Ɖ": "Đ"} | dict.fromkeys(_INVISIBLE))
_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d", "ƀ": "b"} | dict.fromkeys(APOSTROPHES, "'"))

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
# letters of their own, after their plain one: "}" and "~" stand behind every letter in byte order
_OWN_LETTER = {
    ("a", _BREVE): "a}",
    ("a", _HAT): "a~",
    ("e", _HAT): "e~",
    ("o", _HAT): "o}",
    ("o", _HORN): "o~",
    ("u", _HORN): "u~",
}
_TURNED = {"đ": "d~", "ð": "d~", "ɖ": "d~", "ƀ": "b"}
_PIECES = re.compile(r"([0-9]+)")

Value = TypeVar("Value")


class _Remembered(dict[str, Value], Generic[Value]):
    """Word → what was worked out for it; forgets everything before a hostile file can fill the memory."""

    LIMIT = 100_000

    def __init__(self, work_out: Callable[[str], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> Value:
        if len(self) >= self.LIMIT:
            self.clear()
        value = self[word] = self._work_out(word)
        return value


def clean(text: str) -> str:
    """What is stored: NFC, single blanks, no invisible characters, ð of old converters as đ."""
    if _ODD.search(text):
        text = text.translate(_MENDED)
    return unicodedata.normalize("NFC", " ".join(text.split()))


_COMRADE = re.compile(r"(?:đ ?[/.] ?c|đc(?=[ .:])|đồng chí(?= |[.:]))[.:]? ?", re.IGNORECASE)


def strip_comrade(name: str) -> str:
    """Name without its form of address: "Đ/c Nguyễn Văn A" → "Nguyễn Văn A".

    "Đồng Chí Hùng", with a capital at both words and little behind it, may be a family name and stays.
    """
    name = clean(name)
    found = _COMRADE.match(name)
    if found is None:
        return name
    rest = name[found.end() :]
    could_be_a_name = found[0].startswith("Đồng C") and len(rest.split()) < 3
    return name if could_be_a_name else rest


def search_key(text: str) -> str:
    """Folded for search: no case, no marks, đ = d, every apostrophe alike, one blank between words.

    Old and new tone placement and NFD become equal by themselves: "Hoà" = "Hòa" → "hoa", "H’Bơ" → "h'bo".
    """
    return " ".join(filter(None, map(_FOLDED.__getitem__, text.split())))


def sort_key(name: str) -> str:
    """Key of a person, ASCII, whose byte order is (tên, họ, đệm); of each first the letters, then the tones.

    "Nguyễn Văn Bà" → "ba 1 nguye~n 3 van 0": Bà Bả Bã Bá Bạ, then Bảo.
    """
    weights = [weight for weight in map(_WEIGHED.__getitem__, name.split()) if weight[0]]
    if not weights:
        return ""
    parts = [weights[-1]]
    if len(weights) > 1:
        parts.append(weights[0])
    if len(weights) > 2:
        middle = weights[1:-1]
        parts.append(("-".join([letters for letters, _ in middle]), "".join([tones for _, tones in middle])))
    return " ".join(chain.from_iterable(parts))[:PERSON_KEY_LENGTH]


def text_key(text: str) -> str:
    """Key of the name of a unit or collective, ASCII: words in order, numbers by their value ("số 2" < "số 10")."""
    weights = [weight for weight in map(_WEIGHED.__getitem__, text.split()) if weight[0]]
    letters = "-".join([letters for letters, _ in weights])
    return f"{letters} {''.join([tones for _, tones in weights])}".strip()[:TEXT_KEY_LENGTH]


def canonical(text: str) -> str:
    """For duplicate checks only: clean, with the tone where the older school puts it (hoà → hòa, thuỷ → thủy)."""
    return " ".join(map(_PLACED.__getitem__, clean(text).split()))


_NAME = re.compile(rf"(?:[^\W\d_]|[\u0300-\u036f{APOSTROPHES} -])+")
_NAME_KEY = re.compile(r"[a-z](?:[a-z'-]*[a-z'])?(?: [a-z](?:[a-z'-]*[a-z'])?)*")


def name_problems(name: str, *, where: str = "") -> tuple[Problem, ...]:
    """Letters, apostrophes and hyphens make a name; one word or one-letter parts (H’Bơ, Y Blô, K’Rứ) are names."""
    name = clean(name)
    if not name:
        return (Problem("name-empty", where=where),)
    if _NAME.fullmatch(name) and _NAME_KEY.fullmatch(search_key(name)):
        return ()
    odd = [sign for sign in dict.fromkeys(name) if not _belongs(sign)]
    return (Problem("name-characters", facts={"name": name, "characters": odd or ["-", "'"]}, where=where),)


def _belongs(sign: str) -> bool:
    folded = search_key(sign)
    return bool(_NAME.fullmatch(sign)) and all("a" <= letter <= "z" or letter in "'-" for letter in folded)


def _decompose(word: str) -> str:
    """Twice NFD: folding the case may compose anew."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", word).casefold())


def _fold(word: str) -> str:
    marks_off = "".join([sign for sign in _decompose(word) if not unicodedata.combining(sign)])
    return marks_off.translate(_MENDED).translate(_PLAIN)


def _weigh(word: str) -> tuple[str, str]:
    """A word → its letters in byte order, one digit per tone. Signs that are no letters weigh nothing."""
    letters: list[str] = []
    tones = ""
    for piece in _PIECES.split(_decompose(word)):
        if piece.isascii() and piece.isdigit():
            number = piece.lstrip("0") or "0"
            letters.append(f"{min(len(number), 99):02d}{number}")
            continue
        for sign in piece:
            if sign in _TONES:
                tones += _TONES[sign]
            elif unicodedata.combining(sign):
                letters[-1:] = [_OWN_LETTER.get((last, sign), last) for last in letters[-1:]]
            elif "a" <= sign <= "z":
                letters.append(sign)
            elif sign.isalnum():
                letters.append(_TURNED.get(sign) or f"{{{ord(sign):x}")
    return "".join(letters), tones or "0"


_VOWELS = re.compile("[aăâeêioôơuưy]+")


def _place(word: str) -> str:
    """One syllable with its tone in the canonical place; anything else as it came."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = [sign for sign in decomposed if sign in _TONES]
    bare = unicodedata.normalize("NFC", "".join([sign for sign in decomposed if sign not in _TONES]))
    lower = bare.lower()
    start = 2 if re.match("(?:qu|gi)[aăâeêioôơuưy]", lower) else 0
    runs = list(_VOWELS.finditer(lower, start))
    if len(tones) != 1 or len(runs) != 1 or len(lower) != len(bare) or any(map(unicodedata.combining, bare)):
        return unicodedata.normalize("NFC", word)
    at = _tone_place(lower, *runs[0].span())
    return unicodedata.normalize("NFC", bare[: at + 1] + tones[0] + bare[at + 1 :])


def _tone_place(word: str, start: int, end: int) -> int:
    """Index of the vowel that bears the tone in the run ``[start, end)`` of vowels."""
    own = [at for at in range(start, end) if word[at] in "ăâêôơư"]
    if own:
        return own[-1]
    if end < len(word):
        return end - 1
    return start + (end - start > 2)


_FOLDED = _Remembered(_fold)
_WEIGHED = _Remembered(_weigh)
_PLACED = _Remembered(_place)
