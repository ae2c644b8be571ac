"""Servers that start together write the compressed files once, and none stumbles over another."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from hiring.web import assets


def test_servers_that_start_together_do_not_stumble_over_each_other(tmp_path):
    target = tmp_path / assets.assets_version()
    together = threading.Barrier(4)

    def start() -> None:
        together.wait()
        assets._write_compressed(tmp_path, target)

    with ThreadPoolExecutor(4) as servers:
        for starting in [servers.submit(start) for _ in range(4)]:
            starting.result()

    assert [each.name for each in tmp_path.iterdir()] == [target.name]
    assert {path.name for path in target.iterdir() if path.is_file()} >= {
        "site.css",
        "site.css.br",
        "site.css.gz",
    }


def test_files_of_another_version_stay_while_somebody_may_serve_from_them(tmp_path):
    recent, old = tmp_path / "recent", tmp_path / "old"
    recent.mkdir()
    old.mkdir()
    long_ago = time.time() - 8 * 86_400
    os.utime(old, (long_ago, long_ago))

    assets._write_compressed(tmp_path, tmp_path / "new")

    assert {each.name for each in tmp_path.iterdir()} == {"recent", "new"}
