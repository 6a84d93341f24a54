"""The ways to reach an author, in the author's own order."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.validators import validate_web_address


@dataclass(frozen=True)
class WayToReach:
    """``label`` says what it is, ``text`` what readers see of it, ``url`` where it leads ("" for none)."""

    label: str | Promise
    text: str
    url: str = ""
    is_email: bool = False

    @property
    def answer_label(self) -> str:
        if self.is_email:
            return _now("answer by email")
        return _now("answer by %(way)s") % {"way": self.label}

    def answer_url(self, subject: str) -> str:
        return f"{self.url}?subject={quote(subject)}" if self.is_email else self.url


class ProfileBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Where"), max_length=40, help_text=_("Mastodon, Bluesky, website…"))
    text = blocks.CharBlock(label=_("Name there"), max_length=100, help_text=_("As readers see it: @ines"))
    url = blocks.URLBlock(label=_("Address"), validators=[validate_web_address])

    class Meta:
        icon = "link"
        label = _("Profile or website")
        label_format = "{label} {text}"


class OtherWayBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("How"), max_length=40, help_text=_("By post, telephone…"))
    text = blocks.CharBlock(label=_("Details"), max_length=200)

    class Meta:
        icon = "mail"
        label = _("Another way")
        label_format = "{label} {text}"


class ReachBlock(blocks.StreamBlock):
    email = blocks.EmailBlock(label=_("Email"), icon="mail")
    profile = ProfileBlock()
    other = OtherWayBlock()


def ways_to_reach(stream: blocks.StreamValue) -> list[WayToReach]:
    """In order, the best first; half-filled ones are left out."""
    ways = [_way(child) for child in stream]
    return [way for way in ways if way.text]


def _way(child: blocks.StreamValue.StreamChild) -> WayToReach:
    value = child.value
    if child.block_type == "email":
        return WayToReach(_("Email"), value or "", f"mailto:{value}", is_email=True)
    return WayToReach(value["label"] or "", value["text"] or "", value.get("url") or "")
