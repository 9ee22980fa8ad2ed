module github.com/k6-llm/k6-llm/bench/truth

go 1.25
