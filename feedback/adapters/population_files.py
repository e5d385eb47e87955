"""A file of the council's own totals to the model, with every mistake at once. Knows nothing of waves."""

from datetime import date

from feedback.adapters.survey_files import built_of
from feedback.adapters.yaml_files import Lined
from feedback.domain.populations import Population, find_problems
from feedback.domain.surveys import Survey


def population_of(lined: Lined, survey: Survey, today: date) -> Population | None:
    """The totals in a file; what is wrong is added to `lined.mistakes`."""
    if not isinstance(lined.value, dict):
        if not lined.mistakes:
            lined.mistake((), "the file should begin with a key such as “people:”")
        return None
    whole = dict(lined.value)
    if isinstance(whole.get("weigh-by"), str):
        whole["weigh-by"] = [whole["weigh-by"]]
    population = built_of(lined, Population, whole, ())
    for place, said in find_problems(population, survey, today) if population else ():
        lined.mistake(place, said)
    return None if lined.mistakes else population
