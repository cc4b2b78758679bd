"""Which papers there are: adding, removing and describing them while questions are answered."""
