"""The boards of a class and of a school: numbers that each open to what they count."""
