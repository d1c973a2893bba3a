"""Numbers, shares and dates as people here write them.

Vietnamese: ``1.234`` and ``18,18 %``. English: ``1,234`` and ``18.18%``. Dates are dd/mm/yyyy in both languages,
because the papers beside the screen say so. Everything is computed with integers; nothing passes through a float.
"""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import get_language

from tusoi.rules import tally

NOTHING = "–"  # shown where there is no figure; a zero is a figure


def in_english() -> bool:
    return (get_language() or "vi").startswith("en")


def number_text(value: int | Decimal | None) -> str:
    """``1234`` → ``1.234``; ``None`` → ``–``."""
    if value is None:
        return NOTHING
    text = f"{value:,}"
    return text if in_english() else text.translate(str.maketrans(",.", ".,"))


def decimal_text(text: str | None) -> str:
    """A decimal of the rules, written with a point (``-1234.50``), as the reader writes it: ``-1.234,50``."""
    if text is None:
        return NOTHING
    unsigned = text.lstrip("+-")
    whole, _point, rest = unsigned.partition(".")
    mark = "." if in_english() else ","
    return text[: len(text) - len(unsigned)] + number_text(int(whole)) + (f"{mark}{rest}" if rest else "")


def percent_text(share: Fraction | str | None) -> str:
    """``Fraction(4, 22)``, or ``"18.18"`` from ``rules.tally`` → ``18,18 %``, half-up."""
    if share is None:
        return NOTHING
    decimal = decimal_text(share if isinstance(share, str) else tally.decimal_text(share * 100))
    return f"{decimal}%" if in_english() else f"{decimal} %"


def share_text(part: int | None, base: int | None) -> str:
    """``(4, 22)`` → ``4/22 (18,18 %)``; a base of nothing has no percentage."""
    if part is None or base is None:
        return NOTHING
    fraction = f"{number_text(part)}/{number_text(base)}"
    return f"{fraction} ({percent_text(tally.share(part, base))})" if base else fraction


def day_text(value: date | datetime | None) -> str:
    """``31/12/2021``, in the place's own time zone."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = _here(value)
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def moment_text(value: datetime | None) -> str:
    """``16:05 ngày 21/01/2022`` or, in English, ``21/01/2022, 16:05``."""
    if value is None:
        return NOTHING
    here = _here(value)
    clock, day = f"{here.hour:02d}:{here.minute:02d}", day_text(here)
    return f"{day}, {clock}" if in_english() else f"{clock} ngày {day}"


def _here(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
