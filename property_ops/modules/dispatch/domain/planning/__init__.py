"""Proposing a plan: which crew does which visit when.

`problem_builder` says where each visit may stand by itself. `rounds` keeps a plan as the crews' rounds and puts visits
in and takes them out; `greedy` makes one plan with it, `ruin_recreate` betters it many times. `cp_sat` proves a small
plan to be the best, `lower_bound` what no plan can beat, `reasons` tells why a visit is left out.
"""
