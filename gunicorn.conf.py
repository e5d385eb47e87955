"""What gunicorn reads by itself when it is started here: gunicorn wsgi:app. The same as “toldus serve”."""

from feedback.serving import options

bind = "127.0.0.1:8000"
workers = 2
globals().update(options())
