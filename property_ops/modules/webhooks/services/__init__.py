"""Making webhooks, hearing what happened, and delivering it."""
