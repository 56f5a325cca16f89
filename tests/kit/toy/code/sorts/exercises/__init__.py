"""The exercises of the course on sorting."""

GIVEN = ("sorts",)
FORBIDDEN = ("bisect",)
