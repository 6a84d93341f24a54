"""The demo archive: files that a person can read and edit (see README.md), and what brings them in and out again."""
