"""What leaves the house on paper or as PDF."""
