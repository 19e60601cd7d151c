"""A whole build: articles to a published data set, on one machine or on many, with what a build before has found."""
