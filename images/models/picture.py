"""The picture with its credit: a fact of the picture, shown wherever it is used."""

import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet, get_upload_to
from wagtail.search import index

from images import metadata, working_copy
from images.credits import Credit, maker_slug, plain_name
from images.licences import FREE_OF_CREDIT, LICENCES, UNKNOWN, choices
from images.models.file_field import PictureFileField
from images.prefill import prefill
from images.signing import packet_of, sign, signature_of
from images.sizes import specs_of
from images.validators import validate_web_address

# What stands in the place of a picture that readers may see no more: a static file, and its size.
EMPTY_FRAME, SIZE_OF_FRAME = "img/ended.png", (1200, 750)
EMPTY_FRAME_FILE = Path(settings.BASE_DIR) / "static" / EMPTY_FRAME
# How long before its last day editors are told.
DAYS_OF_WARNING = 30


def site_today() -> datetime.date:
    """The day it is where the site is, whoever asks."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def private_storage() -> Storage:
    """Where files without an address are kept."""
    return storages["default"]


class Kind(models.TextChoices):
    PHOTO = "photo", _("Photo")
    ILLUSTRATION = "illustration", _("Illustration")
    GRAPHIC = "graphic", _("Graphic")
    SCREENSHOT = "screenshot", _("Screenshot")


class CreditState(models.TextChoices):
    """Whether readers can be told who made a picture; derived, never stored."""

    CREDITED = "credited", _("Credited")
    NOT_NEEDED = "not-needed", _("No credit needed")
    NEEDED = "needed", _("Needs a credit")


class CustomImageQuerySet(ImageQuerySet):
    def in_credit_state(self, state: CreditState | str) -> "CustomImageQuerySet":
        """The pictures that ``credit_state`` would call so."""
        if state == CreditState.CREDITED:
            return self.exclude(credit="")
        free = models.Q(licence__in=FREE_OF_CREDIT)
        return self.filter(free if state == CreditState.NOT_NEEDED else ~free, credit="")

    def ended(self) -> "CustomImageQuerySet":
        """The pictures that ``is_ended`` would say so of."""
        return self.filter(models.Q(taken_down_at__isnull=False) | models.Q(use_until__lt=site_today()))

    def for_readers(self) -> "CustomImageQuerySet":
        """The others."""
        for_ever = models.Q(use_until=None)
        return self.filter(for_ever | models.Q(use_until__gte=site_today()), taken_down_at=None)

    def ending_soon(self) -> "CustomImageQuerySet":
        """The pictures that ``ends_soon_in`` has a number for."""
        today = site_today()
        days = datetime.timedelta(days=DAYS_OF_WARNING)
        return self.filter(use_until__range=(today, today + days), taken_down_at=None)

    def with_renditions(self, *places: str) -> "CustomImageQuerySet":
        """With the renditions for these places (names of ``SIZES``): one query for all pictures of a list."""
        return self.prefetch_renditions(*specs_of(*places))


class CustomImage(AbstractImage):
    """A picture of the library.

    ``file`` is the working copy that renditions are made from; ``original`` is the upload
    itself where the two differ. Neither has a public address.
    """

    file: Any = PictureFileField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    original = models.FileField(
        upload_to="uploads/%Y/%m", storage=private_storage, max_length=255, blank=True, editable=False
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Shown under the picture unless a post says something else."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PHOTO)
    credit = models.CharField(
        _("who made it"),
        max_length=200,
        blank=True,
        help_text=_("The name as readers will see it."),
    )
    credit_url = models.URLField(
        _("where it is from"),
        max_length=500,
        blank=True,
        validators=[validate_web_address],
        help_text=_("The page of the picture or of its maker. The word “source” behind the name will link to it."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=choices, default=UNKNOWN.key)
    permission_note = models.TextField(
        _("note on permission"),
        max_length=1000,
        blank=True,
        help_text=_("Only for you and the other editors: who said yes, when, and to what."),
    )
    use_until = models.DateField(
        _("use until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The last day on which readers may see it. Empty: for ever."),
    )
    taken_down_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Names of the fields whose words were found in the file, and that nobody has looked at since.
    from_file = models.JSONField(default=list, blank=True, editable=False)
    # Of the address that lists everything by the same maker; made whenever the picture is saved.
    credit_slug = models.CharField(max_length=200, blank=True, editable=False, db_index=True)

    admin_form_fields = (
        "file",
        "title",
        "description",
        "kind",
        "credit",
        "credit_url",
        "licence",
        "permission_note",
        "use_until",
        "caption",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("credit"),
        index.SearchField("caption"),
        index.FilterField("credit"),
        index.FilterField("licence"),
        index.FilterField("kind"),
    ]
    objects = CustomImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.title

    @property
    def credit_state(self) -> CreditState:
        if self.credit:
            return CreditState.CREDITED
        return CreditState.NOT_NEEDED if self.licence in FREE_OF_CREDIT else CreditState.NEEDED

    @property
    def is_ended(self) -> bool:
        """Whether readers may see it no more: taken down, or past its last day."""
        return bool(self.taken_down_at) or (self.use_until is not None and self.use_until < site_today())

    @property
    def ends_soon_in(self) -> int | None:
        """The days that are left, when they are few: 0 on the last one."""
        if self.is_ended or self.use_until is None:
            return None
        days = (self.use_until - site_today()).days
        return days if days <= DAYS_OF_WARNING else None

    @property
    def credit_line(self) -> Credit | None:
        """What readers see, or None when there is nobody to name."""
        if not self.credit:
            return None
        licence = LICENCES.get(self.licence, UNKNOWN)
        return Credit(self.credit, self.kind_label, self.credit_url, licence.name, licence.url, licence.has_owner)

    @property
    def packet(self) -> bytes:
        """What its public files say of it, in the language of the site whoever is looking at it."""
        with translation.override(settings.LANGUAGE_CODE):
            return packet_of(self.credit_line)

    @property
    def signature(self) -> str:
        return signature_of(self.packet)

    @property
    def kind_label(self) -> str | Promise:
        return Kind(self.kind).label

    @property
    def default_alt_text(self) -> str:
        # Wagtail would fall back to the title, which is often the name of a file.
        return self.description

    def save(self, *args, **kwargs) -> None:
        if self.file and (self._state.adding or not self.file._committed):
            self._keep_original()
        self.credit = plain_name(self.credit)
        self.credit_slug = maker_slug(self.credit)
        if "credit" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "credit_slug"}
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> ContentFile:
        """Every file that readers can get is made here. It says who made the picture, and not where or with what.

        Of a picture that ended it is an empty frame, whoever asks: a file can be fetched by all who know its name.
        """
        with EMPTY_FRAME_FILE.open("rb") as frame:
            made = super().generate_rendition_file(filter, source=File(frame) if self.is_ended else source)
        made.seek(0)
        return ContentFile(sign(made.read(), self.packet), name=made.name)

    def generate_rendition_instance(self, filter: Filter, source: Any) -> AbstractRendition:
        rendition = super().generate_rendition_instance(filter, source)
        rendition.signature = self.signature  # several at once are stored without being saved one by one
        return rendition

    def _keep_original(self) -> None:
        """Put a new upload aside, go on with a copy of a size that can be worked with, and ask the file who made it.

        Wagtail has stored the file already where somebody had to mend a title among several uploads.
        """
        name, is_stored = self.file.name, self.file._committed
        if is_stored:
            self.file.open()  # whoever looked at it before may have closed it
        upload = self.file.file
        copy = working_copy.make(upload)
        prefill(self, metadata.read(upload))
        upload.seek(0)
        # Of the upload, not of the copy: this is how a picture that comes twice is noticed.
        self._set_image_file_metadata()
        self._delete_original()
        if copy is not None:
            if is_stored:
                self.original = name
            else:
                self.original.save(name, upload, save=False)
            self.file = working_copy.named(copy, name)

    def _delete_original(self) -> None:
        """Of the file that was here before, once its replacement is in the database."""
        if self.original:
            replaced = self.original
            transaction.on_commit(lambda: replaced.storage.delete(str(replaced.name)))
        self.original = ""
