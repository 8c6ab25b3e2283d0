"""Files that leave the house: workbooks and CSV, written from the columns of a table."""
