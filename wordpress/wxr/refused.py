"""What is not an export, and how that is said to whoever has picked it."""


class NotAnExport(Exception):
    """Its text is for the owner: what is wrong, and what to do."""


EXPORT_AGAIN = "In WordPress, choose Tools → Export → All content, and pick the file that it gives you."
EMPTY = "“{name}” is empty. " + EXPORT_AGAIN
FOLDER = "“{name}” is a folder. Pick the export file in it, or name several files one after the other."
MISSING = "There is no file “{name}”. Look whether its name is written as it is on the disk."
UNREADABLE = "“{name}” may not be read. Allow it to be read, or copy it to another folder."
WEB_PAGE = "“{name}” is a web page, not an export. " + EXPORT_AGAIN
FEED = "“{name}” is a feed, which has only the newest posts, and those not whole. " + EXPORT_AGAIN
SOMETHING_ELSE = "“{name}” is not a WordPress export. " + EXPORT_AGAIN
DECLARES = (
    "“{name}” begins with declarations (<!DOCTYPE or <!ENTITY) that no WordPress export has, and that can be made to do"
    " harm. It was not read. " + EXPORT_AGAIN
)
BROKEN_ARCHIVE = "“{name}” can’t be unpacked: it is damaged, or was not copied to its end. Copy or pack it once more."
LOCKED = "“{name}” is locked with a password. Unpack it first, and pick the .xml files."
NO_EXPORT_INSIDE = "There is no WordPress export (.xml) in “{name}”. " + EXPORT_AGAIN
TOO_MANY_FILES = "“{name}” has too many files in it. Unpack it first, and pick the .xml files."
UNPACKS_TO_TOO_MUCH = (
    "“{name}” unpacks to far more than an export does: it was not read on. Unpack it first, if you trust where it is"
    " from, and pick the .xml files."
)
