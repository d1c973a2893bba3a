"""This room in the menu: the desk and the season, above all groups."""

from django.utils.translation import gettext_lazy as _

from tusoi.accounts.queries import unread_count
from tusoi.cycles.navigation import takes_part
from tusoi.rules.authority import Actor
from tusoi.ui.navigation import Group, NavItem


def _unread(actor: Actor) -> int:
    return unread_count(actor.user_id)


NAV = (
    NavItem(Group.TOP, _("Bàn làm việc"), "desk:home", order=1, badge=_unread),
    NavItem(
        Group.TOP,
        _("Tình hình kiểm điểm"),
        "desk:latest",
        order=2,
        visible=takes_part,
        also=("desk:season", "desk:exceptions"),
    ),
)
