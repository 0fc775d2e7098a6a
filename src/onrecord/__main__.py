"""``python -m onrecord`` is the command line."""

from onrecord.faces.cli import main

if __name__ == "__main__":
    main()
