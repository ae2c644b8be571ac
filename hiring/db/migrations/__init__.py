"""The history of the tables; `hiring.db.schema` runs it."""
