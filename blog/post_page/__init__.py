"""What the page of a post shows around its text."""
