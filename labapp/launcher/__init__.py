"""What stands between a computer that has only Python and labapp; the standard library only."""
