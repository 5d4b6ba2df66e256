"""Exports: codings as files for other programs, one module a format. Facts and claims never share a table."""
