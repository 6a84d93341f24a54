"""Why an item was left out, as the report groups them."""

from django.utils.translation import gettext_lazy as _

TRASH = "in the bin"
NOT_PUBLIC = "not a post, page or file"
CUT_OFF = "cut off by the end of the file"
TWICE = "in the files twice"
NOT_ASKED_FOR = "not asked for"
EDITED = "edited here since"
DELETED = "deleted here since"
NO_FILE = "its file is missing"
NOT_WRITTEN = "could not be written"

SENTENCES = {
    TRASH: _("It was in the bin there."),
    NOT_PUBLIC: _("It is no post, page or file: a menu, a template or a setting. Its source is kept."),
    CUT_OFF: _("The file ends in the middle of it. Export again, and import the new file."),
    TWICE: _("The same item stands in the files a second time."),
    NOT_ASKED_FOR: _("You asked for other items only."),
    EDITED: _("Somebody has changed it here since it came over, so it was left as it is."),
    DELETED: _("It came over earlier and was deleted here, so it stays deleted."),
    NO_FILE: _("Its file is neither in the folder nor could it be fetched."),
    NOT_WRITTEN: _("Something in it could not be written."),
}
