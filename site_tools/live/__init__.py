"""What runs in the reader's browser, beside the package: Python here, scripts in js/.

Its Python needs NumPy and `attention` alone. In the browser this folder is the package
`live`, so its modules import each other by relative names.
"""
