"""The raw limit of one request: a bare Flask "hello" on waitress, with the settings of the room."""

from __future__ import annotations

import logging
import sys

from flask import Flask
from waitress.server import create_server

from labapp.serving.limits import ROOM

app = Flask(__name__)


@app.route("/", methods=["GET", "POST"])
def hello() -> str:
    """Answer without looking at anything."""
    return "hello"


def main() -> None:
    """Serve on the port that the command names, until killed."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # the room says nothing of a queue either
    room = ROOM.adjustments()
    create_server(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        threads=room.threads,
        backlog=room.backlog,
        asyncore_use_poll=room.asyncore_use_poll,
        ident=None,
    ).run()


if __name__ == "__main__":
    main()
