"""Work done after the request: a row in the transaction of its cause, leased and fenced."""
