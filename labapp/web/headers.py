"""Security headers of every answer, errors included: nothing from elsewhere, nothing inline but one constant style."""

from __future__ import annotations

import base64
import hashlib

from flask import Flask
from werkzeug.wrappers import Response


def style_hash(style: str) -> str:
    """Return how a content security policy names a constant inline style."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def content_security_policy(phone_style: str) -> str:
    """Return the policy of every page: our own files, the one style of the phone pages, no script elsewhere."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {style_hash(phone_style)}",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def send_headers(app: Flask, phone_style: str) -> None:
    """Put the headers on every answer. Over plain http in a room there is no HSTS and no upgrade of requests."""
    policy = content_security_policy(phone_style)

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cache-Control", "no-store")
        return response
