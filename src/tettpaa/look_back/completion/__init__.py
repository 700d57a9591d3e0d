"""Completion: cohorts as Statistics Norway (SSB) count them, leaving as the Directorate (Udir) do, and passages."""
