"""Django's entry for this room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tusoi.ui"
    label = "ui"
