"""Which addresses may be given where an address is asked for."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

validate_web_address = URLValidator(
    schemes=["http", "https"],
    message=_("Give a full web address that begins with https:// or http://"),
)
