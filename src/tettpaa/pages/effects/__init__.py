"""Hjalp det? For one pupil, for a school with the pupils behind, and for an owner without pupils."""
