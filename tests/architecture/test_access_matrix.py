"""A new page or right shows up in the printed matrix, where somebody reviews it."""

from tests.architecture.access_matrix import PAGE, access_matrix


def test_the_printed_access_matrix_is_up_to_date(app):
    assert PAGE.read_text("utf-8") == access_matrix(app)
