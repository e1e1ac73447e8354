"""The demo network: invented places in a key range of their own (99…), practices, needs, and accounts to sign in as."""
