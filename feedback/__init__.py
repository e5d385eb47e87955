"""Told Us: children's services ask, young people answer, and each promise shows what they told us."""
