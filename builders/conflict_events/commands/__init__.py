"""The commands of the command line, a module each: ``HELP``, ``EXAMPLE``, ``arguments(parser)`` and ``run(args)``."""
