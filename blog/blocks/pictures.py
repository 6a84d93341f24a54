"""A picture as one use of it shows it, alone or in a gallery."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from blog.blocks import preview_values
from blog.validators import validate_web_address
from images.choosers import PictureChooser
from images.credits import Credit, plain_name

PICTURES = _("Pictures")
PICTURE = _("Picture")


class PictureValue(blocks.StructValue):
    """A picture as one use of it shows it: with the image's own words unless this use has others."""

    @property
    def alt(self) -> str:
        image = self["image"]
        if image is None or image.decorative:
            return ""
        return image.contextual_alt_text or image.description

    @property
    def shown_caption(self) -> str:
        return self.get("caption") or (self["image"].caption if self["image"] else "")

    @property
    def shown_credit(self) -> Credit | None:
        if own := plain_name(self.get("credit") or ""):
            return Credit(own)
        return self["image"].credit_line if self["image"] else None


class ChosenPictureBlock(ImageBlock):
    """Wagtail's own insists on alt text, for a review too. Here blog/publishing/ asks for it, as the settings say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child_blocks["image"].widget = PictureChooser()
        self.child_blocks["image"].label = PICTURE

    def clean(self, value: Any) -> Any:
        try:
            self.child_blocks["image"].clean(value)
        except ValidationError as error:
            raise blocks.StructBlockValidationError(block_errors={"image": error}) from error
        return value


class GalleryPictureBlock(blocks.StructBlock):
    image = ChosenPictureBlock(label=PICTURE)
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("Empty: the picture’s own caption, if it has one."),
    )
    credit = blocks.CharBlock(
        label=_("Credit line for this use"),
        required=False,
        max_length=200,
        search_index=False,
        help_text=_(
            "Only where this use has another maker: a montage, a crop by someone else. Empty: the picture’s own credit."
        ),
    )

    class Meta:
        icon = "image"
        label = PICTURE
        value_class = PictureValue
        form_layout = blocks.BlockGroup(children=["image", "caption"], settings=["credit"])
        collapsed = True

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Nothing of a picture that ended: readers get none of its words."""
        image = value["image"]
        return [] if image and image.is_ended else super().get_searchable_content(value)


class PictureBlock(GalleryPictureBlock):
    width = blocks.ChoiceBlock(
        label=_("Width"),
        default="normal",
        search_index=False,
        choices=[
            ("normal", _("As wide as the text")),
            ("wide", _("Wider than the text")),
            ("small", _("Small, beside the text")),
        ],
    )
    link = blocks.URLBlock(label=_("Link"), required=False, validators=[validate_web_address])

    class Meta:
        icon = "image"
        label = PICTURE
        group = PICTURES
        description = _("One picture, with its credit")
        value_class = PictureValue
        form_layout = blocks.BlockGroup(children=["image", "caption"], settings=["width", "link", "credit"])
        collapsed = False
        template = "blog/blocks/image.html"
        label_format = "{caption}"

    def get_preview_value(self) -> Any:
        return self.normalize({"image": preview_values.picture(), "caption": preview_values.CAPTION, "width": "normal"})

    @cached_property
    def is_previewable(self) -> bool:
        return True


LEAST = 2  # in a gallery


class GalleryBlock(blocks.StructBlock):
    # It begins with as many as it must have, or the form would call it wrong before anybody did anything.
    pictures = blocks.ListBlock(GalleryPictureBlock(), label=PICTURES, min_num=LEAST, max_num=12, default=[{}] * LEAST)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        group = PICTURES
        description = _("Several pictures side by side")
        template = "blog/blocks/gallery.html"

    def get_preview_value(self) -> Any:
        return self.normalize({"pictures": [{"image": preview_values.picture(), "caption": ""}] * 2})

    @cached_property
    def is_previewable(self) -> bool:
        return True
