"""The pages of oversight: outbox, trail, health."""

from hiring.oversight.views import clock, health, mail_texts, outbox, trail
from hiring.oversight.views.blueprint import bp
