"""Could this be true? Reads anyone's document, recounts our own figures and tries everyone else's."""
