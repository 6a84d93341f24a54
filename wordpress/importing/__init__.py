"""The run itself: items of an export are written down, and everything else is made from what is written down.

``run.run_import`` is what the command and the background worker call.
"""
