"""What an uploaded file says about itself. Pure: no database, no settings."""

from images.metadata.facts import FileFacts, read

__all__ = ["FileFacts", "read"]
