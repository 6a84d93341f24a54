from wordpress.models.blog import ImportedBlog
from wordpress.models.item import ImportedItem, ItemState
from wordpress.models.named import ImportedPerson, ImportedTerm
from wordpress.models.old_path import OldPath
from wordpress.models.run import ImportRun, RunState

__all__ = [
    "ImportRun",
    "ImportedBlog",
    "ImportedItem",
    "ImportedPerson",
    "ImportedTerm",
    "ItemState",
    "OldPath",
    "RunState",
]
