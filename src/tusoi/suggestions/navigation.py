"""This room in the menu."""

from django.utils.translation import gettext_lazy as _

from tusoi.rules.authority import Actor
from tusoi.rules.terms import Role
from tusoi.ui.navigation import Group, NavItem


def takes_part(actor: Actor) -> bool:
    """Members see what was suggested to them; an administrator without another role reads no content."""
    roles = {grant.role for grant in actor.grants}
    return bool(actor.person_id) or bool(roles - {Role.ADMINISTRATOR})


NAV = (NavItem(Group.SEASON, _("Gợi ý kiểm điểm"), "suggestions:current", order=20, visible=takes_part),)
