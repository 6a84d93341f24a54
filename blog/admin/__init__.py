"""The editors' side of the blog: *Posts*, *Authors*, *Topics*, *Notices*."""
