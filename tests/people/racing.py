"""Let several people press at once: each in a thread with a connection of its own, on a database that can take it."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier

from django.db import connection, connections


@contextmanager
def on_disk(folder):
    """SQLite in memory knows no waiting for locks: what is in it is put on disk for the time of the race."""
    if connection.vendor != "sqlite":
        yield
        return
    path = folder / "race.sqlite3"
    connection.cursor().execute("VACUUM INTO %s", [str(path)])
    with closing(sqlite3.connect(path)) as file:  # two connections that change the mode at once do not wait
        file.execute("PRAGMA journal_mode=WAL")
    settings = connections.settings["default"]
    in_memory = settings["NAME"]
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        settings["NAME"] = in_memory


def race(folder, *calls, then):
    """([what each call returned, or the error that it raised], what `then` returned when all were done)."""
    barrier = Barrier(len(calls))

    def run(call, wait=True):
        try:
            if wait:
                barrier.wait(timeout=30)
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with on_disk(folder), ThreadPoolExecutor(len(calls)) as pool:
        results = list(pool.map(run, calls))
        return results, pool.submit(run, then, wait=False).result()
