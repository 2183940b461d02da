{
    "name": "charges",
    "summary": "What was delivered and what it costs, once",
    "version": "0.1.0",
    "depends": ["estates", "tariffs"],
}
