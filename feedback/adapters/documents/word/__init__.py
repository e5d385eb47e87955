"""The parts that a Word document is made of. Knows nothing of which sections go into it."""
