"""The shell: base templates, components, tokens, page cache, middleware."""
