"""One module per way of giving an answer; each offers ``FORM``."""
