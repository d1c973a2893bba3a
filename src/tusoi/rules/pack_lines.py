"""The lines of a pack: what a regulation says about one thing each. ``pack.py`` puts them together.

Every value a regulation gives is ``Sourced``: the value, the article it stands in, whether somebody has compared it
with the signed text, and a note. A value no text gives is empty; a choice of the product has an empty source and says
so in its note.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints, model_validator

from tusoi.rules import quota
from tusoi.rules.terms import (
    Category,
    CycleKind,
    ManagingLevel,
    PersonStatusKind,
    QuotaBase,
    QuotaMode,
    Rounding,
    SubjectKind,
    Track,
    UnitFamily,
    UnitKind,
    UnitLevel,
)

T = TypeVar("T")

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]
Count = Annotated[StrictInt, Field(ge=0)]


class GroupPart(StrEnum):
    """What, beside the deciding authority, tells one peer group from another."""

    UNIT_KIND = "unit_kind"
    COLLECTIVE_KIND = "collective_kind"
    TITLE_GROUP = "title_group"


class Prerequisite(StrEnum):
    """Order of rating: what is decided first."""

    LOWER_BEFORE_UPPER = "lower_before_upper"
    COLLECTIVE_BEFORE_MEMBERS = "collective_before_members"
    HEAD_AFTER_COLLECTIVE = "head_after_collective"
    CIVIL_SERVANT_BEFORE_MEMBER = "civil_servant_before_member"


class Link(StrEnum):
    """One rating is the ceiling of another."""

    COLLECTIVE_NOT_ABOVE_ORGANIZATION = "collective_not_above_organization"
    HEAD_NOT_ABOVE_COLLECTIVE = "head_not_above_collective"
    MEMBER_NOT_ABOVE_CIVIL_SERVANT = "member_not_above_civil_servant"


class DeadlineKind(StrEnum):
    REVIEW = "review"
    RATING = "rating"
    CIVIL_SERVANT_RATING = "civil_servant_rating"
    DOSSIER = "dossier"


class DeadlineAnchor(StrEnum):
    """What a deadline without a date hangs on."""

    UNIT_SUMMARY = "unit_summary"


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Model, Generic[T]):
    """A regulated value. ``source``: article in the words of the field; ``verified``: compared with the signed text."""

    value: T | None = None
    source: str = ""
    verified: StrictBool = False
    note: str = ""

    @model_validator(mode="after")
    def _verified_against_something(self) -> Self:
        if self.verified and (self.value is None or not self.source):
            raise ValueError("đã ghi verified thì phải có value và source")
        return self


class Coded(Model):
    code: StrEnum | str


class Instrument(Coded):
    """One document of the pack."""

    code: Code
    short: Text
    number: Sourced[Text]
    title: Sourced[Text]
    issued_on: Sourced[date]
    in_force_from: Sourced[date]
    in_force_to: Sourced[date]


class CategoryLine(Coded):
    code: Category
    label: Sourced[Text]


class TrackLine(Coded):
    """Is the track reviewed, is it rated, on which form; how its quota and its peer groups are made."""

    code: Track
    subject: SubjectKind
    reviewed: Sourced[StrictBool]
    rated: Sourced[StrictBool]
    form: Sourced[Text]
    peer_group: Sourced[tuple[GroupPart, ...]]


class CycleKindLine(Coded):
    code: CycleKind
    rates: Sourced[StrictBool]


class UnitKindLine(Coded):
    """``level`` is missing for an agency: it stands where its party unit stands."""

    code: UnitKind
    family: UnitFamily
    level: UnitLevel | None = None
    label: Sourced[Text]


class ManagingLevelLine(Coded):
    """``unit_level``: the level of the tree whose unit decides."""

    code: ManagingLevel
    unit_level: UnitLevel
    label: Sourced[Text]


class ManagingDefault(Coded):
    """Who decides where no source states it; the first line that fits counts. ``under``: level of the unit above."""

    code: Code
    tracks: tuple[Track, ...]
    unit_kinds: tuple[UnitKind, ...]
    under: UnitLevel | None = None
    level: Sourced[ManagingLevel]


class StatusLine(Coded):
    """What a status of a person changes; an empty value changes nothing."""

    code: PersonStatusKind
    tracks: tuple[Track, ...] = (Track.CADRE, Track.MEMBER)
    must_review: Sourced[StrictBool]
    must_rate: Sourced[StrictBool]


class Recent(Model):
    """Members admitted less than ``months`` months before the cycle's reference date."""

    months: Sourced[Count]
    tracks: tuple[Track, ...]
    must_review: Sourced[StrictBool]
    must_rate: Sourced[StrictBool]


class CatalogueLine(Coded):
    """A topic or a ground; offices add their own."""

    code: Code
    label: Sourced[Text]


class SmallGroup(Model):
    at_most: Count
    minimum: Count


class Quota(Coded):
    """Ceiling on EXCELLENT. ``text_base``: the base in the words of the text; ``base``: the reading by default."""

    code: Track
    percent: Sourced[Percent]
    text_base: Sourced[QuotaBase]
    base: Sourced[QuotaBase]
    rounding: Sourced[Rounding]
    small_group: Sourced[SmallGroup]
    mode: QuotaMode = QuotaMode.WARN

    def rule(
        self, base: QuotaBase | None = None, rounding: Rounding | None = None, mode: QuotaMode | None = None
    ) -> quota.Rule:
        """The ceiling to compute with, under the choices of an authority where it has made any."""
        small = self.small_group.value
        reading = quota.Reading(
            base or self.base.value or QuotaBase.GOOD_AND_ABOVE, rounding or self.rounding.value or Rounding.FLOOR
        )
        return quota.Rule(
            percent=self.percent.value,
            reading=reading,
            mode=mode or self.mode,
            small_group=quota.SmallGroup(small.at_most, small.minimum) if small else None,
            source=self.percent.source,
            verified=self.percent.verified,
        )


class PrerequisiteLine(Coded):
    """``binding`` true: a rule; false: advice; empty: no text."""

    code: Prerequisite
    binding: Sourced[StrictBool]


class LinkLine(Coded):
    code: Link
    binding: Sourced[StrictBool]


class DeadlineLine(Coded):
    """A date of the year after (month-day), or what the deadline hangs on."""

    code: DeadlineKind
    day: Sourced[MonthDay]
    before: Sourced[DeadlineAnchor]


class Publish(Model):
    """Who is told what after the decision."""

    tell_subject: Sourced[StrictBool]
    tell_manager: Sourced[StrictBool]
    publish_category: Sourced[StrictBool]


class Meeting(Model):
    """The review meeting and the vote."""

    minimum_days: Sourced[Count]
    draft_notice_working_days: Sourced[Count]
    collective_first: Sourced[StrictBool]
    head_first: Sourced[StrictBool]
    absent_rated_soon: Sourced[StrictBool]
    secret_ballot: Sourced[StrictBool]
    quorum_percent: Sourced[Percent]
