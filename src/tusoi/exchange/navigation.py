"""This room in the menu."""

from django.utils.translation import gettext_lazy as _

from tusoi.exchange.rights import sees_imports
from tusoi.ui.navigation import Group, NavItem

NAV = (NavItem(Group.ALWAYS, _("Nhập dữ liệu"), "exchange:uploads", order=95, visible=sees_imports),)
