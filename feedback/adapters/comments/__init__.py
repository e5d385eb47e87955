"""What a computer can guess about a comment. It helps an officer read, and is told to nobody else."""
