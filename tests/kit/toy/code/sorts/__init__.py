"""A course on sorting, small enough to test a kit with."""
