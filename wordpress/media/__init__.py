"""The files of the old blog: known by any of their addresses, found in a copy of it or fetched, and brought over."""
