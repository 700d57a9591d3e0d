"""The one tag library that every module of `tags/` writes into; `{% load tettpaa %}` reads it."""

from django import template

register = template.Library()
