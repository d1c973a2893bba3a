"""Records keep their promises in the database too."""

import pytest
from django.apps import apps
from django.db import models

OURS = [model for model in apps.get_models() if model.__module__.startswith("tusoi.")]


def fields_of(condition: models.Q) -> set[str]:
    """The field names a condition speaks of."""
    found: set[str] = set()
    for child in condition.children:
        found |= fields_of(child) if isinstance(child, models.Q) else {str(child[0]).split("__")[0]}
    return found


def pairs(model: type[models.Model]) -> list[str]:
    """Names X for which the model has X_at and X_by and one of them may be empty."""
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
    both = [name.removesuffix("_at") for name in fields if name.endswith("_at") and f"{name[:-3]}_by" in fields]
    return [name for name in both if fields[f"{name}_at"].null or fields[f"{name}_by"].null]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_when_and_by_whom_stand_or_fall_together(model):
    checks = [check for check in model._meta.constraints if isinstance(check, models.CheckConstraint)]
    guarded = [fields_of(check.condition) for check in checks]
    assert [name for name in pairs(model) if not any({f"{name}_at", f"{name}_by"} <= names for names in guarded)] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_record_has_no_second_manager(model):
    assert [manager.name for manager in model._meta.managers if manager.name != "objects"] == []
