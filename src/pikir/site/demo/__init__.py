"""The demo town: Sarybel, its people, and what they wrote in the last fortnight."""

from pikir.site.demo.building import NotEmptyError, SignIn, build_demo

__all__ = ["NotEmptyError", "SignIn", "build_demo"]
