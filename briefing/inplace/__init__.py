"""Documents translated in place: everything but their text stays as it is.

`formats` is the table of formats, one module each; a format cuts its document into `units`, and
`translation` puts these into the target language, `carry` with their formats and links.
"""
