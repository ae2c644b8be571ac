"""`python -m hiring.store.revising "Why"`: write a migration, from the newest revision to the models."""

import sys
import tempfile
from pathlib import Path

from sqlalchemy import create_engine

from hiring.store import prepare_engine, schema


def main() -> None:
    """Migrate an empty database to the newest revision and note what the models have besides."""
    with tempfile.TemporaryDirectory(prefix="hiring-revision-") as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'empty.sqlite3'}")
        prepare_engine(engine)
        schema.upgrade(engine)
        with engine.begin() as connection:
            schema.make_revision(connection, sys.argv[1])
        engine.dispose()


if __name__ == "__main__":
    main()
