"""Lets a checkout run its commands without being installed: python -m feedback."""

from feedback.cli import main

main()
