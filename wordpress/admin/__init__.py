"""*Settings → Move in from WordPress*: the import for an owner without a shell."""
