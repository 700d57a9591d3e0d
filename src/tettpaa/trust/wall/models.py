"""No models: what the wall reads is made by `building.py`. Django tells only apps with this file that it has migrated."""
