"""The pages about the API, and of the tokens."""
