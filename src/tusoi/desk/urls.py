"""Addresses of this room: the desk is the home page, the season stands at its cycle."""

from django.urls import path

from tusoi.desk import views, views_closing, views_season

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("season/", views_season.latest, name="latest"),
    path("cycles/<int:pk>/", views_season.season, name="season"),
    path("cycles/<int:pk>/exceptions/<slug:code>/", views_season.listed, name="exceptions"),
    path("cycles/<int:pk>/sheets/<int:unit_id>/", views.sheet, name="sheet"),
    path("cycles/<int:pk>/close/", views_closing.close, name="close"),
]
