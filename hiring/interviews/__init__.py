"""Structured interviews: what is asked, who asks, when, and what each interviewer gives on their own."""
