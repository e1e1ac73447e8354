"""Reads of the press: releases, clippings and what they are about, and the facts under correction."""
