"""The tools of the site; none of them is in the package that readers install."""
