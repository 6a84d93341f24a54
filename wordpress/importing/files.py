from wordpress.importing import reasons
from wordpress.models import ItemState
class Files:
    def __init__(self, run, blog, options): pass
    def write(self, row):
        row.state=ItemState.SKIPPED; row.reason=reasons.NO_FILE; row.save()
    def close(self): pass
