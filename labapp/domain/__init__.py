"""The floors, from the bottom: what is true, allowed and counted, without a database or a web server."""
