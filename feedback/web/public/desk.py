"""Where the public routes hang. Knows none of them."""

from flask import Blueprint

public = Blueprint("public", __name__)
