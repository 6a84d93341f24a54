"""What an owner may put into the settings."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _


def validate_security_contact(value: str) -> None:
    """An email address, alone or after ``mailto:``, or ``https://…``; on one line, since security.txt has lines."""
    try:
        if re.search(r"\s", value):
            raise ValidationError("")
        if value.lower().startswith("https:"):
            URLValidator(schemes=["https"])(value)
        else:
            EmailValidator()(re.sub("^mailto:", "", value, flags=re.IGNORECASE))
    except ValidationError as error:
        raise ValidationError(_("Give an email address, or a full address that begins with https://")) from error
