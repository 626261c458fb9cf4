"""Pictures that the square draws of itself: for those who show a link to one of its pages, and its sign for phones."""
