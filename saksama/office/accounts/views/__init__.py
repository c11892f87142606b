"""The screens of the room of people, by subject."""
