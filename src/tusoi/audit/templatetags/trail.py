"""Filters of the trail: ``{% load trail %}``."""

from django import template

from tusoi.audit.words import step_words

register = template.Library()

register.filter("step", step_words)
