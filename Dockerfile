# Told Us as a container: no compiler, no root, nothing written but /var/lib/toldus. Speaks plain HTTP on 8000 to
# a proxy that has TLS. Give DATABASE_URL and SECRET_KEY, or mount /var/lib/toldus and keep it.
FROM python:3.11-slim
WORKDIR /srv/told-us
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
 && useradd --system --home-dir /var/lib/toldus --create-home toldus
COPY . .
USER toldus
ENV TOLDUS_INSTANCE=/var/lib/toldus TOLDUS_BEHIND_PROXY=yes PYTHONDONTWRITEBYTECODE=1
VOLUME /var/lib/toldus
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/ready')"]
CMD ["sh", "-c", "python -m feedback migrate && exec gunicorn --bind 0.0.0.0:8000 wsgi:app"]
