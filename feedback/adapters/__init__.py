"""The rooms that each know one thing of the outside world: files, the database, the environment."""
