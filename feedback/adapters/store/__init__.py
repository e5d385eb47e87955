"""The only queries, a room for each family of tables. Each takes a session and never commits."""
