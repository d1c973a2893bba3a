"""This room in the menu: the board, with the number of batches that wait at the actor's own units."""

from django.utils.translation import gettext_lazy as _

from tusoi.ratings.queries import sees_ratings, waiting_count
from tusoi.ui.navigation import Group, NavItem

NAV = (NavItem(Group.SEASON, _("Xếp loại"), "ratings:home", order=60, visible=sees_ratings, badge=waiting_count),)
