"""Addresses of this room: public, they change only the reader's own cookies."""

from django.urls import path

from tusoi.ui import views

app_name = "ui"
urlpatterns = [
    path("ngon-ngu/", views.language, name="language"),
    path("co-chu/", views.type_size, name="type-size"),
]
