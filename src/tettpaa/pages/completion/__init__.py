"""Gjennomføring: how many complete, where they go on the way, and how many leave, for whoever may see figures only."""
