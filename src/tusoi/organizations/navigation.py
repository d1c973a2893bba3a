"""This room in the menu, and the search of the header."""

from django.utils.translation import gettext_lazy as _

from tusoi.organizations.queries import sees_units
from tusoi.ui.navigation import Group, NavItem

NAV = (NavItem(Group.ALWAYS, _("Tổ chức, đảng viên"), "organizations:tree", order=90, visible=sees_units),)

HEADER = {"search": "organizations:search"}
