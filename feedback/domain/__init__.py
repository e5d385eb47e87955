"""The rules. Nothing in this folder knows of Flask, the database, files or the clock."""
