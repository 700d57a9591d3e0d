"""`python -m tettpaa VERB …` is `tettpaa VERB …`."""

from tettpaa.config.cli import main

main()
