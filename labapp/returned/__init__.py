"""Files that come back from other people's computers: looked at from outside first, read within limits, or refused."""
