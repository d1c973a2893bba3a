"""Shape of what an address may ask for: which unit, which rows."""

from django import forms

from tusoi.rules.terms import Category, ManagingLevel, NotDue, Track
from tusoi.statistics.lists import Standing, Wanted


class UnitForm(forms.Form):
    """Whose figures: the number of a unit."""

    unit = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class RowsForm(UnitForm):
    """Which rows stand behind a number."""

    track = forms.ChoiceField(required=False, choices=[(track.value, track.value) for track in Track])
    level = forms.ChoiceField(required=False, choices=[(level.value, level.value) for level in ManagingLevel])
    category = forms.ChoiceField(required=False, choices=[(value.value, value.value) for value in Category])
    standing = forms.ChoiceField(required=False, choices=[(value.value, value.value) for value in Standing])
    reason = forms.ChoiceField(required=False, choices=[(reason.value, reason.value) for reason in NotDue])
    group = forms.CharField(required=False, max_length=60)
    direct = forms.BooleanField(required=False)

    def wanted(self) -> Wanted:
        """What was asked for, in words of the rules."""
        given = self.cleaned_data
        return Wanted(
            track=Track(given["track"]) if given["track"] else None,
            level=ManagingLevel(given["level"]) if given["level"] else None,
            category=Category(given["category"]) if given["category"] else None,
            standing=Standing(given["standing"]) if given["standing"] else None,
            reason=NotDue(given["reason"]) if given["reason"] else None,
            group=given["group"],
            direct=given["direct"],
        )
