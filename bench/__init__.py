"""What is timed. `python -m bench.<name>` measures one thing and its limit in the same run."""
