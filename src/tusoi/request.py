"""The request as views see it."""

from django.http import HttpRequest

from tusoi.rules.authority import Actor


class Request(HttpRequest):
    """Never made, only named: ``accounts.middleware`` puts the actor on every request."""

    actor: Actor
