"""Reading: a select, and frozen rows and pages."""
