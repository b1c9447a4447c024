"""What several rules need to compare figures: trees of codes, figures with their doubts, names, places in words."""
