"""Exercises that are checked, named mistakes, sets and a grader; it knows no subject."""
