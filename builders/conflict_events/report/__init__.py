"""A published folder as one HTML page that opens without network: ``content`` makes what it tells, ``page`` the file, the
scripts beside them what a reader sees.
"""
