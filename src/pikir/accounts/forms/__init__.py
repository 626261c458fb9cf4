"""What people fill in: the doors (signing up and in), the factors, the eID."""

from pikir.accounts.forms.doors import HandleField, NameField

__all__ = ["HandleField", "NameField"]
