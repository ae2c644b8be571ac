"""The outbox: one row per e-mail, written with its cause and sent by a worker."""
