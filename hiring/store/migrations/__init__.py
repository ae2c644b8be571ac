"""The history of the tables; `hiring.store.schema` runs it."""
