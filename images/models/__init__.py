from images.models.picture import CreditState, CustomImage, CustomImageQuerySet, Kind, private_storage
from images.models.rendition import CustomRendition, ReplacedFile
from images.models.settings import Check, PictureSettings
from images.models.suggestion import CreditSuggestion, SuggestionState

__all__ = [
    "Check",
    "CreditState",
    "CreditSuggestion",
    "CustomImage",
    "CustomImageQuerySet",
    "CustomRendition",
    "Kind",
    "PictureSettings",
    "ReplacedFile",
    "SuggestionState",
    "private_storage",
]
