"""What `./dev` runs. None of it is in the product."""
