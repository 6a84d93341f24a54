"""What the background worker has still to do to pictures. The desk asks here, and nowhere else."""

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

UNFINISHED = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


def pictures_waiting() -> int:
    """How many tasks of ``images`` are not done yet: one a picture, more where it was changed several times."""
    return DBTaskResult.objects.filter(task_path__startswith="images.", status__in=UNFINISHED).count()
