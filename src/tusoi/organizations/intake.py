"""The door for lists from outside: draw up a plan, then put the same plan into effect."""

from tusoi.organizations.intake_members import MemberPlan, plan_members, put_members
from tusoi.organizations.intake_plan import Added, Changed, Finding, Plan
from tusoi.organizations.intake_units import UnitPlan, plan_units, put_units

__all__ = [
    "Added",
    "Changed",
    "Finding",
    "MemberPlan",
    "Plan",
    "UnitPlan",
    "plan_members",
    "plan_units",
    "put_members",
    "put_units",
]
