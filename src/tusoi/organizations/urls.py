"""Addresses of this room."""

from django.urls import path

from tusoi.organizations import views, views_mergers, views_people, views_units

app_name = "organizations"
urlpatterns = [
    path("organizations/", views.tree, name="tree"),
    path("organizations/tree/<int:pk>/", views.tree_part, name="tree-part"),
    path("organizations/<int:pk>/", views.unit, name="unit"),
    path("organizations/<int:pk>/people/", views.people, name="people"),
    path("organizations/<int:pk>/new/", views_units.unit_new, name="unit-new"),
    path("organizations/<int:pk>/rename/", views_units.unit_rename, name="unit-rename"),
    path("organizations/<int:pk>/correct/", views_units.unit_correct, name="unit-correct"),
    path("organizations/<int:pk>/close/", views_units.unit_close, name="unit-close"),
    path("organizations/<int:pk>/merge/", views_mergers.merge, name="merge"),
    path("organizations/<int:pk>/split/", views_mergers.split, name="split"),
    path("organizations/<int:pk>/collectives/new/", views_units.collective_new, name="collective-new"),
    path("organizations/collectives/<int:pk>/end/", views_units.collective_end, name="collective-end"),
    path("organizations/<int:pk>/people/new/", views_people.person_new, name="person-new"),
    path("organizations/people/<int:pk>/", views.person, name="person"),
    path("organizations/people/<int:pk>/correct/", views_people.person_correct, name="person-correct"),
    path("organizations/people/<int:pk>/move/", views_people.move, name="move"),
    path("organizations/people/<int:pk>/posts/new/", views_people.post_new, name="post-new"),
    path("organizations/posts/<int:pk>/end/", views_people.post_end, name="post-end"),
    path("organizations/people/<int:pk>/statuses/new/", views_people.status_new, name="status-new"),
    path("organizations/statuses/<int:pk>/end/", views_people.status_end, name="status-end"),
    path("organizations/people/<int:pk>/charges/new/", views_people.charge_new, name="charge-new"),
    path("organizations/charges/<int:pk>/end/", views_people.charge_end, name="charge-end"),
    path("search/", views.search, name="search"),
]
