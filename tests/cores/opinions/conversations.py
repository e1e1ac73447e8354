"""Made-up conversations, of which it is known who thinks alike."""

import numpy as np
from hypothesis import strategies as st

from ideenschmiede.cores.opinions import gather


def everybody(people, statements):
    """Rows and columns where everybody votes on everything."""
    rows, columns = np.divmod(np.arange(people * statements), statements)
    return rows, columns


def camps(people, statements, count, seed=0, density=0.7, loyalty=0.9):
    """(rows, columns, votes, camp): each camp has a line on each statement, which its members mostly follow."""
    rng = np.random.default_rng(seed)
    camp = np.arange(people) % count
    line = rng.choice([-1, 1], size=(count, statements))
    rows, columns = everybody(people, statements)
    kept = rng.random(len(rows)) < density
    rows, columns = rows[kept], columns[kept]
    loyal = rng.random(len(rows)) < loyalty
    votes = np.where(loyal, line[camp[rows], columns], rng.choice([-1, 0, 1], size=len(rows)))
    return rows, columns, votes, camp


def noise(people, statements, seed=0, density=0.7):
    """(rows, columns, votes): everybody votes by chance."""
    rng = np.random.default_rng(seed)
    rows, columns = everybody(people, statements)
    kept = rng.random(len(rows)) < density
    return rows[kept], columns[kept], rng.choice([-1, 0, 1], size=np.count_nonzero(kept))


@st.composite
def ballots(draw, most_people=9, most_statements=6):
    """Lists of participant, statement, vote with repetitions, and statements that are moderated out."""
    vote = st.tuples(st.integers(0, most_people - 1), st.integers(0, most_statements - 1), st.sampled_from([1, -1, 0]))
    cast = draw(st.lists(vote, max_size=60))
    hidden = draw(st.sets(st.integers(0, most_statements - 1), max_size=2))
    people, statements, votes = ([one[part] for one in cast] for part in range(3))
    return people, statements, votes, hidden


@st.composite
def small_votes(draw):
    """`Votes` of a few people."""
    people, statements, votes, hidden = draw(ballots())
    return gather(people, statements, votes, hidden=hidden)
