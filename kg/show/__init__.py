"""What people look at: the page and the tables; the only package that knows pyvis and HTML."""
