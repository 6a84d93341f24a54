"""What can't be used, and what to do about it. Pure."""

# Of one file: as large as a document may be.
MOST_BYTES = 100 * 1024 * 1024


class MediaTrouble(ValueError):
    """A sentence for whoever runs the import."""


def too_large() -> MediaTrouble:
    return MediaTrouble(f"The file is larger than {MOST_BYTES // 1024**2} MB. Upload a smaller one by hand.")
