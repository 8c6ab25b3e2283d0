"""One list of columns per table, for HTML, Excel, CSV and open data alike."""
