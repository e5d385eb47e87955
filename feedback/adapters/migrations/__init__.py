"""How the tables have changed, version by version."""
