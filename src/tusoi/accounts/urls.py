"""Addresses of this room; those of signing in are in urls_sign_in.py."""

from django.urls import path

from tusoi.accounts import views, views_grants, views_users

app_name = "accounts"
urlpatterns = [
    path("accounts/me/", views.me, name="me"),
    path("accounts/notices/read/", views.mark_read, name="mark-read"),
    path("accounts/journal/", views.journal, name="journal"),
    path("accounts/grants/", views_grants.grants, name="grants"),
    path("accounts/grants/new/", views_grants.new_grant, name="new-grant"),
    path("accounts/grants/<int:pk>/", views_grants.grant, name="grant"),
    path("accounts/grants/<int:pk>/approve/", views_grants.approve, name="approve-grant"),
    path("accounts/grants/<int:pk>/refuse/", views_grants.refuse, name="refuse-grant"),
    path("accounts/grants/<int:pk>/end/", views_grants.end, name="end-grant"),
    path("accounts/grants/<int:pk>/delegate/", views_grants.delegate, name="delegate"),
    path("accounts/users/", views_users.users, name="users"),
    path("accounts/users/new/", views_users.new_user, name="new-user"),
    path("accounts/users/<int:pk>/", views_users.user, name="user"),
    path("accounts/users/<int:pk>/password/", views_users.reset_password, name="reset-password"),
    path("accounts/users/<int:pk>/second-factor/", views_users.reset_second_factor, name="reset-second-factor"),
    path("accounts/users/<int:pk>/deactivate/", views_users.deactivate, name="deactivate-user"),
    path("accounts/users/<int:pk>/reactivate/", views_users.reactivate, name="reactivate-user"),
]
