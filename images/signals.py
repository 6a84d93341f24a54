"""What others can listen to."""

from django.dispatch import Signal

# Something readers see of pictures has changed, though no picture was saved.
pictures_changed = Signal()
