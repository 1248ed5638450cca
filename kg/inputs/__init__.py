"""What a build reads: files, folders, archives and standard input, found, kept apart by their bytes, and read."""
