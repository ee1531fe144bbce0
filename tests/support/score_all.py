"""Figures of many documents at once: `score_all.py SCORE_DIR < JOBS`, a job a line: group, truth, facts, lines (tab-separated paths).

Prints one JSON object a group. The scoring itself is score.py's.
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, sys.argv[1])
import score  # noqa: E402

groups = defaultdict(lambda: defaultdict(int))
for job in sys.stdin:
    group, truth, facts, lines = job.rstrip("\n").split("\t")
    read = lambda p: Path(p).read_text(encoding="utf-8")  # noqa: E731
    d = score.figures(score.compare_facts(read(truth), read(facts)), score.Text(json.loads(read(lines))))
    g = groups[group]
    for kind in ("field", "grid"):
        for key in ("correct", "truth", "extra"):
            g[f"{kind}.{key}"] += d[kind][key]
    g["output"] += d["all"]["output"]
    g["silent"] += round(d["all"]["silent"] * d["all"]["output"])
    g["flagged"] += round(d["all"]["flagged"] * d["all"]["output"])
    for kind in ("attainable", "attainable_grid"):
        g[f"{kind}.correct"] += d[kind]["attained"]
        g[f"{kind}.truth"] += d[kind]["attainable"]
for name, g in sorted(groups.items()):
    share = lambda a, b: a / b if b else 1.0  # noqa: E731
    print(json.dumps({
        "group": name,
        "field": share(g["field.correct"], g["field.truth"] + g["field.extra"]),
        "grid": share(g["grid.correct"], g["grid.truth"] + g["grid.extra"]),
        "attainable": share(g["attainable.correct"], g["attainable.truth"]),
        "attainable_grid": share(g["attainable_grid.correct"], g["attainable_grid.truth"]),
        "silent": share(g["silent"], g["output"]),
        "flagged": share(g["flagged"], g["output"]),
    }))
