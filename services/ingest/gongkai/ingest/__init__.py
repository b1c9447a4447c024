"""The door: tells what a file is, keeps its bytes and a journal of what is outstanding, and rings for the reading."""
