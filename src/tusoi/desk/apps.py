from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "tusoi.desk"
    default_auto_field = "django.db.models.BigAutoField"
