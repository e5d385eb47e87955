"""Another tool's export to a survey and its answers. Knows nothing of where they are stored."""
