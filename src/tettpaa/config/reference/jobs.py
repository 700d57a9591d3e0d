"""docs/reference/jobs.md: every job that runs without anybody asking, from config/schedule.py."""

from tettpaa.config.reference.markdown import table
from tettpaa.config.schedule import JOBS
from tettpaa.identify.daily import STEPS


def text() -> str:
    """The whole page."""
    head = (
        "# Jobs\n\nWhat `tettpaa worker` does without anybody asking, for each owner. `tettpaa serve` keeps a worker "
        "running. Every job can be stopped in the middle and done again.\n\n"
    )
    jobs = table(("job", "when", "what"), ((f"`{job.name}`", job.when, job.nb) for job in JOBS))
    night = table(("step of the night", "what"), ((f"`{step.name}`", step.nb) for step in STEPS))
    return f"{head}{jobs}\n{night}"
