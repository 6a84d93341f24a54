"""A WordPress export file (WXR) read into plain facts: streaming, pure, no Django.

What the file says is not judged here: that is ``wordpress/importing/``.
"""
