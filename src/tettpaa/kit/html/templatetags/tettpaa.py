"""`{% load tettpaa %}`: every component. What each takes stands in `tags/`; the gallery shows them."""

from tettpaa.kit.html.library import register
from tettpaa.kit.html.tags import acts, amounts, boxes, charts, forms, people, progress, shell, status, tables, times

__all__ = ["register"]
MODULES = (acts, amounts, boxes, charts, forms, people, progress, shell, status, tables, times)
