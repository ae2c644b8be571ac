"""The secret link of a request, and what it leads to."""

#: Purpose of the secret, and where it leads.
LINK_PURPOSE = "reference"
LINK_PATH = "/r/{token}"
#: Where its holder says that nobody is to write again.
CONTACT_PATH = "/r/{token}/contact"
