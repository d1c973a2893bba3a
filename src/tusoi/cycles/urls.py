"""Addresses of this room; the season on one page, /cycles/<id>/, is the desk's."""

from django.urls import path

from tusoi.cycles import views, views_open

app_name = "cycles"
urlpatterns = [
    path("cycles/", views.cycles, name="list"),
    path("cycles/open/", views_open.open_cycle, name="open"),
    path("cycles/open/check/", views_open.check, name="check"),
    path("cycles/open/check/<slug:code>/", views_open.finding, name="finding"),
    path("cycles/<int:pk>/opened/", views_open.opened, name="opened"),
    path("cycles/<int:pk>/reopen/", views_open.reopen, name="reopen"),
    path("cycles/<int:pk>/roster/", views.roster, name="roster"),
    path("cycles/<int:pk>/not-due/", views.not_due, name="not-due"),
    path("cycles/<int:pk>/entries/<int:entry_id>/", views.entry, name="entry"),
]
