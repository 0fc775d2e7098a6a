"""The trainers: what makes the files that the package ships; needs requirements of its own."""
