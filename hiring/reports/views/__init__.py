"""The reports that are issued of a dossier, and the page where anybody can verify one."""

from hiring.reports.views import bundles, explaining, issuing, verification
