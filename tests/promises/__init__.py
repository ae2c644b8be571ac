"""Whatever the product promises is kept: every sentence that does so is tied to the test that shows it."""
