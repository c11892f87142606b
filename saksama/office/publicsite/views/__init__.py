"""The pages everybody may read, the forms everybody may send, and the pages of the office."""
