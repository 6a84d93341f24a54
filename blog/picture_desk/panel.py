"""Pictures that need a credit, on the admin's first screen."""

from typing import Any

from wagtail.admin.ui.components import Component

from blog.picture_desk.queries import Library, in_order
from blog.picture_desk.thumbnails import thumbnail_of, with_thumbnails

SHOWN = 6


class PicturesPanel(Component):
    name = "pictures_that_need_a_credit"
    order = 40
    template_name = "blog/picture_desk/panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        library = Library(parent_context["request"].user)
        keys = library.uncredited()
        pictures = in_order(keys[:SHOWN], with_thumbnails(library.pictures))
        return {
            "published": sum(key in library.uses for key in keys),
            "others": sum(key not in library.uses for key in keys),
            "pictures": [(picture, thumbnail_of(picture)) for picture in pictures],
            "ending": library.pictures.ending_soon().count(),
        }
