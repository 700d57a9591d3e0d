"""The log's hash chain: written with every row, refused to be changed by the database, verified from outside."""
