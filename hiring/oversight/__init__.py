"""What staff keep an eye on: mails on their way, what happened and who did it, the health of the system."""
