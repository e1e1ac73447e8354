"""Long texts are embedded in windows: one vector of ten pages means everything and nothing."""

WORDS = 120  # a window; see docs/performance.md for what was measured
OVERLAP = 20
MOST = 8  # windows a text; what lies beyond is found by its words


def windows(text: str) -> list[str]:
    """Cut `text` into overlapping windows of about equal length, in order; none for a blank text.

    A text that is at most half a window too long stays whole, so that no window is a mere tail.
    """
    words = text.split()
    if not words:
        return []
    if len(words) <= WORDS + WORDS // 2:
        return [" ".join(words)]
    step = WORDS - OVERLAP
    count = min(MOST, -(-(len(words) - OVERLAP) // step))
    return [" ".join(words[start * step : start * step + WORDS]) for start in range(count)]
