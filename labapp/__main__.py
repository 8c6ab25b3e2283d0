"""`python -m labapp`: the same as the `labapp` command."""

from __future__ import annotations

from labapp.cli import main

main()
