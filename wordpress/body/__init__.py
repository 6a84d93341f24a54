"""A post's text, as WordPress stored it, into the blocks of a body here: pure, no database.

``convert()`` and ``missing_words()`` are what others call.
"""
