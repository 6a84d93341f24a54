from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wordpress.models.blog import ImportedBlog


class RunState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    INTERRUPTED = "interrupted", _("Interrupted")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    UNDONE = "undone", _("Undone")


class ImportRun(models.Model):
    """One rehearsal or import of one export, which may be several files."""

    blog = models.ForeignKey(ImportedBlog, null=True, on_delete=models.SET_NULL, related_name="runs")
    is_rehearsal = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=RunState, default=RunState.WAITING)
    files = models.JSONField(default=list)  # paths
    options = models.JSONField(default=dict)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    # How far it is: "posts", 120 of 340. What is heard of last tells a run at work from one that was killed.
    step = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField(null=True)
    holder = models.CharField(max_length=255, blank=True)  # which process is at work on it
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.created_at:%Y-%m-%d %H:%M}"
