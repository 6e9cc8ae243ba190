"""Plain text: which language and script it is in, where its sentences are, how it is spelt."""
