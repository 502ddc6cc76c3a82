"""One function = one user intent = one transaction."""
