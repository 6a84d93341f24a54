"""What would go and what would stay, before an owner takes a move back."""

from dataclasses import dataclass

from django.db.models import F, Q

from wordpress.models import ImportedItem, ImportedPerson, ImportedTerm, ImportRun


@dataclass(frozen=True)
class Takes:
    """``changed`` of the pages have a newer version than the import wrote: they stay."""

    pages: int
    changed: int
    pictures: int
    documents: int
    named: int


def what_undoing_takes(run: ImportRun) -> Takes:
    made = ImportedItem.objects.filter(made_by=run)
    pages = made.filter(page__isnull=False)
    named = ImportedTerm.objects.filter(made_by=run).count() + ImportedPerson.objects.filter(made_by=run).count()
    return Takes(
        pages=pages.count(),
        changed=pages.exclude(Q(page__latest_revision=F("written_revision"))).count(),
        pictures=made.filter(image__isnull=False).count(),
        documents=made.filter(document__isnull=False).count(),
        named=named,
    )
