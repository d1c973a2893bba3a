"""This room in the menu, and the cycle named in the header of every page."""

from django.utils.translation import gettext_lazy as _

from tusoi.cycles import pages, queries
from tusoi.request import Request
from tusoi.rules.authority import Actor, may_install
from tusoi.rules.terms import Role
from tusoi.ui.context import CycleLabel
from tusoi.ui.navigation import Group, NavItem


def takes_part(actor: Actor) -> bool:
    """Whoever belongs to a branch or holds an office; an administrator reads no content."""
    offices = {grant.role for grant in actor.grants} - {Role.ADMINISTRATOR}
    return may_install(actor) or bool(actor.branch_path or offices)


def current(request: Request) -> CycleLabel | None:
    """The latest annual cycle the reader may see."""
    cycle = queries.current(request.actor)
    if cycle is None:
        return None
    return CycleLabel(cycle.name, not pages.pack_label(cycle.pack_id).verified, pages.season(cycle.pk))


NAV = (NavItem(Group.SEASON, _("Kỳ kiểm điểm"), "cycles:list", order=10, visible=takes_part),)
HEADER = {"cycle": current}
