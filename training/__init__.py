"""How the starter checkpoint is made: from corpora to a MarianMT folder, in one command."""
