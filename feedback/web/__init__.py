"""Parse, ask, render: a folder for each kind of visitor."""
