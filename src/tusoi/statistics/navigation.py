"""This room in the menu."""

from django.utils.translation import gettext_lazy as _

from tusoi.organizations.queries import sees_units
from tusoi.ui.navigation import Group, NavItem

NAV = (NavItem(Group.ALWAYS, _("Thống kê"), "statistics:home", order=80, visible=sees_units),)
