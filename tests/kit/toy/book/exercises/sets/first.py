"""What only the first set asks for."""

from coursekit import Construction

seven = Construction(
    lambda n: (n % 7 == 0, f"{n} leaves {n % 7}."),
    14,
    {"one": (15, "leaves 1"), "two": (16, "leaves 2")},
    title="Seven", stars=1, minutes=2, checked="divided by seven",
)  # fmt: skip
