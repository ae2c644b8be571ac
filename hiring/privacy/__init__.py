"""What people agreed to, and what becomes of their data."""
