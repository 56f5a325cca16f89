"""The course as code: its exercises, its equations as explicit sums, its stored results."""
