"""What others can listen to, and answer."""

from django.dispatch import Signal

# Something readers see of pictures has changed, though no picture was saved: of those with the keys ``pictures``,
# where what they say of themselves has.
pictures_changed = Signal()

# Asked of those above, who know what is published: each answers in how many posts readers are shown the ``image``.
count_posts = Signal()
