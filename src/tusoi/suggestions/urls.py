"""Addresses of this room."""

from django.urls import path, register_converter

from tusoi.suggestions import views, views_drafts, views_topics


class SubjectConverter:
    """What a suggestion can be addressed to."""

    regex = "collective|person"
    sample = "collective"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SubjectConverter, "suggestions_subject")

app_name = "suggestions"
urlpatterns = [
    path("suggestions/", views.current, name="current"),
    path("suggestions/<int:cycle_id>/", views.register, name="register"),
    path("suggestions/<int:cycle_id>/counts/", views.counts, name="counts"),
    path("suggestions/<int:cycle_id>/topics/", views_topics.topics, name="topics"),
    path("suggestions/<int:cycle_id>/topics/<int:pk>/", views_topics.topic, name="topic"),
    path("suggestions/<int:cycle_id>/new/", views_drafts.choose, name="choose"),
    path("suggestions/<int:cycle_id>/new/<suggestions_subject:kind>/<int:pk>/", views_drafts.new, name="new"),
    path("suggestions/<int:cycle_id>/issued/", views_drafts.choose, {"issued": True}, name="choose-issued"),
    path(
        "suggestions/<int:cycle_id>/issued/<suggestions_subject:kind>/<int:pk>/",
        views_drafts.new_issued,
        name="new-issued",
    ),
    path("suggestions/one/<int:pk>/", views.one, name="one"),
    path("suggestions/one/<int:pk>/edit/", views_drafts.edit, name="edit"),
    path("suggestions/one/<int:pk>/propose/", views_drafts.propose, name="propose"),
    path("suggestions/one/<int:pk>/approve/", views_drafts.approve, name="approve"),
    path("suggestions/one/<int:pk>/issue/", views_drafts.issue, name="issue"),
    path("suggestions/one/<int:pk>/withdraw/", views_drafts.withdraw, name="withdraw"),
]
