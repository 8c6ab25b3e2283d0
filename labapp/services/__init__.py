"""Writing: one verb per function. They flush and return; they never commit and never read the clock."""
