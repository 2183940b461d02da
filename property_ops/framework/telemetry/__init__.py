"""What the operator's own tools read of this installation: logs as JSON, and figures for Prometheus. Neither has a
person's data in it.
"""
