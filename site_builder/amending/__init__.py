"""Two versions of a source to the few files of a built site that show the edit."""
