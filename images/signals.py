"""What others can listen to."""

from django.dispatch import Signal

# Something readers see of pictures has changed, though no picture was saved: of those with the keys ``pictures``,
# where what they say of themselves has.
pictures_changed = Signal()
