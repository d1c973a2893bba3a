from django.apps import AppConfig


class GalleryConfig(AppConfig):
    name = "tests.ui.gallery"
    label = "gallery"
