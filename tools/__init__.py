"""What `./tovholder` does before the product itself can run: set-up and tests. Standard library only."""
