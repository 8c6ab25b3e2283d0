"""Views and forms of one audience, one module per room."""
