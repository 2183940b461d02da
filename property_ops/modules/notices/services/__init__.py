"""The outbox: writing down what to tell, making messages of it, sending them, and what people want and do about it."""
