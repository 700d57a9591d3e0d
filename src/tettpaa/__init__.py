"""Tettpå: see every pupil early, act together, and know whether it helped."""

__version__ = "0.1.0"
