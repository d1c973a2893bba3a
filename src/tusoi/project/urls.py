"""Every address of the product: each room brings its own; the technical ones are here."""

from django.urls import include, path

from tusoi.project import health
from tusoi.project.rooms import ROOMS, exists

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("tusoi.accounts.urls_sign_in")),
    *[path("", include(f"tusoi.{room}.urls")) for room in ROOMS if exists(f"{room}.urls")],
]

handler400 = "tusoi.ui.errors.bad_request"
handler403 = "tusoi.ui.errors.forbidden"
handler404 = "tusoi.ui.errors.not_found"
handler429 = "tusoi.ui.errors.too_often"
handler500 = "tusoi.ui.errors.server_error"
