"""Plans with one text, as a page and its attachment are: the first stands, as in `kg build`."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql


def twins(readings: DataFrame) -> DataFrame:
    """Return the plans that are left out for another with the same text: path, and of, the path of that one.

    `readings` are rows of `read`; the first in the order of the paths stands. No rows where all differ.
    """
    order = sql.split("path", "/")
    plans = readings.where("plan is not null").select("path", "text")
    kept = plans.groupBy("text").agg(sql.min_by("path", order).alias("of"))
    return plans.join(kept, "text").where("path != of").select("path", "of")


def distinct(readings: DataFrame) -> DataFrame:
    """Return the rows of `read` without those of `twins`."""
    return readings.join(sql.broadcast(twins(readings).select("path")), "path", "left_anti")
