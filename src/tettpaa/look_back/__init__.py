"""What followed: figures for class, school and owner, and whether what was done helped."""
