"""Would it work here: the chance that a practice works in a place, and how sure that is.

Outcomes of the practice in other places count by how alike those places are; the rest is what is usual for the
topic (`estimate_prior`). `forecast` gives a mean, an interval of 80 % and the number of cases, or, with fewer
than three, says that it does not know; `forecast_many` does so for many practices at once.
As a command: `python -m ideenschmiede.cores.forecast cases.csv`.
"""

from ideenschmiede.cores.forecast.outcomes import OUTCOMES
from ideenschmiede.cores.forecast.posterior import Category, Forecast, forecast, forecast_many
from ideenschmiede.cores.forecast.prior import WEAK, Prior, estimate_prior

__all__ = ["OUTCOMES", "WEAK", "Category", "Forecast", "Prior", "estimate_prior", "forecast", "forecast_many"]
