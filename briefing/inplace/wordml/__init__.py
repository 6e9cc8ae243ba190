"""Word's paragraphs as units, and back."""
