"""Addresses of ratings. A group's address: cycle, managing path ("-" outside the tree), track, peer group."""

from django.urls import path

from tusoi.ratings import views, views_batches, views_quota

app_name = "ratings"

GROUP = "ratings/<int:cycle_id>/<str:at>/<str:track>/<str:peer_group>/"

urlpatterns = [
    path("ratings/", views.home, name="home"),
    path("ratings/<int:cycle_id>/", views.groups, name="groups"),
    path(GROUP, views.board, name="board"),
    path(f"{GROUP}submit/", views_batches.submit, name="submit"),
    path(f"{GROUP}record/", views_batches.record, name="record"),
    path(f"{GROUP}quota/", views_quota.quota, name="quota"),
    path(f"{GROUP}quota/choose/", views_quota.choose, name="quota-choose"),
    path(f"{GROUP}quota/confirm/", views_quota.confirm, name="quota-confirm"),
    path(f"{GROUP}quota/except/", views_quota.exception, name="quota-except"),
    path("ratings/entries/<int:pk>/", views.entry, name="entry"),
    path("ratings/entries/<int:pk>/decide/", views.decide, name="decide"),
    path("ratings/batches/<int:pk>/", views_batches.batch, name="batch"),
    path("ratings/batches/<int:pk>/decide/", views_batches.decide, name="batch-decide"),
    path("ratings/batches/<int:pk>/check/", views_batches.check, name="batch-check"),
    path("ratings/batches/<int:pk>/return/", views_batches.return_, name="batch-return"),
    path("ratings/batches/<int:pk>/scan/", views_batches.scan, name="scan"),
]
