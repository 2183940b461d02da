"""Proposing a plan: which crew does which visit when.

`asking` says where each visit may stand by itself, `greedy` builds a plan one visit after the other, `solving` finds
the best for a few crew-days with CP-SAT, `improving` does so again and again, `settling` moves all to the front of
their days, `relaxing` proves what no plan can beat, `reasons` tells why a visit is left out.
"""
