# What one writes with jq for the same question: the cost by model, a line at a time.
reduce (inputs | select(.metric == "llm_requests" and .type == "Point") | .data.metadata.row | fromjson) as $row
  ({}; .[$row.model] += $row.cost_usd)
