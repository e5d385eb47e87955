"""What a server runs: gunicorn wsgi:app."""

from feedback.app import create_app

app = create_app(may_be_away=True)
