"""`python -m saksama` is the command `saksama`."""

from saksama.cli import main

if __name__ == "__main__":
    main()
