"""The lists of posts that readers go through: by date, by subject, line by line."""
