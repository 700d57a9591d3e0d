"""The log once more, in a place that whoever owns the database need not be able to write."""
