"""Pages of the room. Those of signing in, letters and factors are allauth's, with our forms and templates."""
