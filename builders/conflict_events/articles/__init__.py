"""Articles as they come in: files, archives, pages and tables, and which of them are copies of another."""
