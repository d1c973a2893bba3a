"""Addresses of this room."""

from django.urls import path

from tusoi.exchange import views

app_name = "exchange"
urlpatterns = [
    path("imports/", views.uploads, name="uploads"),
    path("imports/new/", views.new, name="new"),
    path("imports/<int:pk>/", views.one, name="one"),
    path("imports/<int:pk>/columns/", views.columns, name="columns"),
    path("imports/<int:pk>/apply/", views.apply, name="apply"),
    path("imports/<int:pk>/reread/", views.reread, name="reread"),
    path("imports/<int:pk>/restart/", views.restart, name="restart"),
    path("imports/<int:pk>/<slug:which>.xlsx", views.workbook, name="workbook"),
]
