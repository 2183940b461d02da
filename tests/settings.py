"""The product's settings, with what makes tests quick and nothing that makes them easier."""

from property_ops.framework.settings import *  # noqa: F403

# Slow hashes protect real passwords; a test's password protects nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
