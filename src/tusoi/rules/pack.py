"""A pack: a regulation with its guide, as data. ``pack_lines.py`` holds its lines, ``library.py`` the shelf.

A pack picks from closed vocabularies; an unknown key or word is an error with file and line.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Self, TypeVar

from pydantic import BaseModel, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from tusoi.rules.pack_lines import (
    CatalogueLine,
    CategoryLine,
    Code,
    Coded,
    CycleKindLine,
    DeadlineLine,
    Instrument,
    LinkLine,
    ManagingDefault,
    ManagingLevelLine,
    Meeting,
    Model,
    MonthDay,
    PrerequisiteLine,
    Publish,
    Quota,
    Recent,
    Sourced,
    StatusLine,
    Text,
    TrackLine,
    UnitKindLine,
)
from tusoi.rules.terms import (
    Category,
    CycleKind,
    ManagingLevel,
    PersonStatusKind,
    TitleGroup,
    Track,
    UnitKind,
    UnitLevel,
)

__all__ = ["Pack", "Sourced"]

Line = TypeVar("Line", bound=Coded)

# Lists that a roster or a figure walks through: every term once.
WHOLE: Mapping[str, type[StrEnum]] = {
    "categories": Category,
    "tracks": Track,
    "quotas": Track,
    "unit_kinds": UnitKind,
    "managing_levels": ManagingLevel,
    "cycle_kinds": CycleKind,
    "statuses": PersonStatusKind,
}


class Pack(Model):
    """``overlays``: ids of the local guides laid over it, in order."""

    id: Code
    title: Text
    citation: Text
    complete: StrictBool
    in_force_from: Sourced[date]
    in_force_to: Sourced[date]
    reference_day: Sourced[MonthDay]
    instruments: tuple[Instrument, ...]
    categories: tuple[CategoryLine, ...]
    tracks: tuple[TrackLine, ...]
    cycle_kinds: tuple[CycleKindLine, ...]
    unit_kinds: tuple[UnitKindLine, ...]
    managing_levels: tuple[ManagingLevelLine, ...]
    managing_defaults: tuple[ManagingDefault, ...]
    leading_posts: Sourced[tuple[TitleGroup, ...]]
    statuses: tuple[StatusLine, ...]
    recent: Recent
    topics: tuple[CatalogueLine, ...]
    grounds: tuple[CatalogueLine, ...]
    quotas: tuple[Quota, ...]
    prerequisites: tuple[PrerequisiteLine, ...]
    links: tuple[LinkLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    publish: Publish
    meeting: Meeting
    overlays: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name, lines in self._lists():
            codes = [line.code for line in lines]
            for place, code in enumerate(codes):
                if code in codes[:place]:
                    raise _misshapen(f"mã {code} lặp lại", name, place, "code")
        for name, vocabulary in WHOLE.items():
            missing = set(vocabulary) - {line.code for line in getattr(self, name)}
            if missing:
                raise _misshapen(f"thiếu {', '.join(sorted(missing))}", name)
        for track in Track:
            for kind in UnitKind:
                if not any(_fits(line, track, kind) and line.under is None for line in self.managing_defaults):
                    raise _misshapen(f"chưa có cấp quản lý mặc định cho {track}, {kind}", "managing_defaults")
        return self

    def track(self, track: Track) -> TrackLine:
        return _find(self.tracks, track)

    def quota(self, track: Track) -> Quota:
        return _find(self.quotas, track)

    def status(self, kind: PersonStatusKind) -> StatusLine:
        return _find(self.statuses, kind)

    def managing(self, level: ManagingLevel) -> ManagingLevelLine:
        return _find(self.managing_levels, level)

    def rates(self, kind: CycleKind) -> bool:
        return bool(_find(self.cycle_kinds, kind).rates.value)

    def level_of(self, kind: UnitKind) -> UnitLevel | None:
        return _find(self.unit_kinds, kind).level

    def default_level(self, track: Track, kind: UnitKind, under: UnitLevel | None) -> Sourced[ManagingLevel]:
        """Who decides where no source states it."""
        fitting = (line for line in self.managing_defaults if _fits(line, track, kind))
        return next(line.level for line in fitting if line.under in {None, under})

    @property
    def verified(self) -> bool:
        """Has every value been compared with the signed text?"""
        return all(sourced.verified for _, sourced in self.values() if sourced.value is not None)

    def values(self) -> Iterator[tuple[str, Sourced[object]]]:
        """Every regulated value with its path ("quotas.member.percent"), in the order of the file."""
        return _values(self, "")

    def _lists(self) -> Iterator[tuple[str, tuple[Coded, ...]]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, tuple) and value and isinstance(value[0], Coded):
                yield name, value


def _fits(line: ManagingDefault, track: Track, kind: UnitKind) -> bool:
    return track in line.tracks and kind in line.unit_kinds


def _find(lines: tuple[Line, ...], code: StrEnum) -> Line:
    return next(line for line in lines if line.code == code)


def _values(model: object, path: str) -> Iterator[tuple[str, Sourced[object]]]:
    if isinstance(model, Sourced):
        yield path.removesuffix("."), model
    elif isinstance(model, BaseModel):
        for name in type(model).model_fields:
            yield from _values(getattr(model, name), f"{path}{name}.")
    elif isinstance(model, tuple):
        for item in model:
            if isinstance(item, Coded):
                yield from _values(item, f"{path}{item.code}.")


def _misshapen(message: str, *path: str | int) -> PydanticCustomError:
    return PydanticCustomError("misshapen", "{message}", {"message": message, "path": path})
