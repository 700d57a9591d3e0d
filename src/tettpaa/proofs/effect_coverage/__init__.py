"""Whether "did it help?" finds what was put into made absence, and finds nothing where nothing was put."""
