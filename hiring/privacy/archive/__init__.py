"""Everything held about one person, put together to be read and to be kept."""

from hiring.privacy.archive.building import archive_of
