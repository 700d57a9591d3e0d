"""Mappings of absence codes that come with the product, one file each."""
