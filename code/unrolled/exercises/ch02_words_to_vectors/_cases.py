"""What exercises of chapter 2 share: words."""

WORDS = "bear teddy was a president the rose may sale is on not of war tulip bank".split()
