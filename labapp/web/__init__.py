"""The only floor that knows Flask: transaction, access, pages, errors, headers."""
