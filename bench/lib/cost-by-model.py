"""What one writes in Python for the same question: the cost by model, a line at a time."""

import json
import sys

cost = {}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        point = json.loads(line)
        if point["metric"] == "llm_requests" and point["type"] == "Point":
            row = json.loads(point["data"]["metadata"]["row"])
            cost[row["model"]] = cost.get(row["model"], 0) + row["cost_usd"]
print(json.dumps(cost))
