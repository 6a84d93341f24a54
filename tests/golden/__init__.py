"""A written archive: what the search is measured by. Its posts are in ``archive/``."""
