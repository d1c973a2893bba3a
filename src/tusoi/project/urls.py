"""Every address of the product: each room brings its own; the technical ones are here."""

from django.urls import include, path

from tusoi.project import health
from tusoi.project.rooms import exists, standing

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("tai-khoan/", include("allauth.urls")),
    *[path("", include(f"tusoi.{room}.urls")) for room in standing() if room != "project" and exists(f"{room}.urls")],
]
