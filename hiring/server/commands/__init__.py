"""The commands of whoever runs the system: serve, migrate, examine, save and bring back."""
