"""The server answers to its own name only."""


def test_a_foreign_host_is_refused_in_plain_words(client):
    reply = client.get("/sign-in", headers={"Host": "evil.example"})

    assert (reply.status_code, reply.text) == (400, "This server does not answer to that host name.\n")


def test_a_foreign_forwarded_host_is_not_believed(client):
    page = client.get("/sign-in", headers={"X-Forwarded-Host": "evil.example"})

    assert page.status_code == 200
    assert "evil.example" not in page.text
