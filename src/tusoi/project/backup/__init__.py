"""One file that holds everything: the database as of one moment, the stored files, and a digest of every part."""
