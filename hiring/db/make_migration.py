"""`python -m hiring.db.make_migration "Why"`: a migration from the newest revision to the models."""

import sys
import tempfile
from pathlib import Path

from hiring.db import open_database, schema


def main() -> None:
    """Migrate an empty database to the newest revision and note what the models have besides."""
    with (
        tempfile.TemporaryDirectory(prefix="hiring-revision-") as folder,
        open_database(f"sqlite:///{Path(folder) / 'empty.sqlite3'}") as engine,
    ):
        schema.upgrade(engine)
        with engine.begin() as connection:
            schema.make_revision(connection, sys.argv[1])


if __name__ == "__main__":
    main()
