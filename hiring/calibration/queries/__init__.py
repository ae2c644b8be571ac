"""Find what a reviewer still rates before marking a task, and how near the reviewers of an opening come."""

from hiring.calibration.queries.controls import OwnControls, controls_of_opening, own_controls
from hiring.calibration.queries.own import (
    CalibrationOfTask,
    address_parts,
    calibration_before,
    own_calibrations,
    task_to_calibrate,
)
from hiring.calibration.queries.panel import (
    ReviewerOnTask,
    calibration_of_opening,
    nearness_of_panel,
    reviewer_on_task,
)
from hiring.calibration.queries.prepared import PreparedReviewer, preparation_of, prepared_reviewers
