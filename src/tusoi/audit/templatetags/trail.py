"""Filters of the trail: ``{% load trail %}``."""

from django import template

from tusoi.audit.words import actor_words, step_words

register = template.Library()

register.filter("step", step_words)
register.filter("who", actor_words)
