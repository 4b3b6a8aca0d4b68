"""Makes synthetic cases: a whole neighbourhood with its input, its staff and its decisions, from parameters and a seed.

Nothing in a made case is a finding. Every assumption is a parameter (see :mod:`course.synth.parameters`), and the
same parameters and seed give the same bytes on every platform.
"""
