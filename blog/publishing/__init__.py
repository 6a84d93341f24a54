"""What is asked of a post's pictures before readers see them, and what happens when it isn't there."""
