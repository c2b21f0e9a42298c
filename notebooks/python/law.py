#!/usr/bin/env python3
"""Fits the law of a sweep again, from its tables, with DuckDB, pandas and NumPy.

    python3 notebooks/python/law.py results/quickstart

Prints median times by frequency and density, then the exponents of T = c * frequency^a * density^-b by least squares
beside those that `sweep run` found. The exit code is 1 if they differ.
"""
import pathlib
import sys

import duckdb
import numpy as np

results = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "results/quickstart")
db = duckdb.connect()
# The tables and views of `sweep sql`, on exactly the files that count.
db.execute((results / "views.sql").read_text(encoding="utf-8"))

times = db.sql("""
    SELECT frequency, density, time_lower, time_upper, kernel_ratio FROM convergence
    WHERE time_upper IS NOT NULL AND status <> 'DIVERGED'
    """).df()
print(times.groupby(["frequency", "density"])["time_upper"].median().unstack().to_string(float_format="{:.4g}".format))

# log T = log c + a log(frequency) - b log(density): one row of the design for each time.
design = np.column_stack([np.ones(len(times)), np.log(times["frequency"]), -np.log(times["density"])])
middle = np.log(times["time_lower"] * times["time_upper"]) / 2
(_, a, b), *_ = np.linalg.lstsq(design, middle, rcond=None)

ours = db.sql("""
    SELECT fit, parameter, estimate FROM fits
    WHERE estimator = 'least-squares' AND group_keys = '' AND points = ? AND parameter IN ('a', 'b') ORDER BY ALL
    """, params=[len(times)]).df()
if ours.empty:
    sys.exit(f"no law of {results} was fitted to all {len(times)} times")
ours["here"] = ours["parameter"].map({"a": a, "b": b})
print()
print(ours.to_string(index=False, float_format="{:.6f}".format))
sys.exit(0 if np.allclose(ours["estimate"], ours["here"], rtol=1e-6) else 1)
