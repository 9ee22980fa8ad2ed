"""The load of bench/k6/schedule.js as people write it by hand: asyncio, aiohttp and uvloop, one task a stream.

A request counts as good as such scripts usually judge: status 200 and some text. Writes its figures to BENCH_OUT.
"""

import asyncio
import json
import os
import time

import aiohttp
import orjson
import uvloop

URL = os.environ["LLM_BASE_URL"] + "/chat/completions"
STREAMS = int(os.environ["BENCH_STREAMS"])
ROUNDS = int(os.environ["BENCH_ROUNDS"])
TOKENS = int(os.environ["BENCH_TOKENS"])
WARMUP_S = int(os.environ["BENCH_WARMUP_MS"]) / 1000
PERIOD_S = int(os.environ["BENCH_PERIOD_MS"]) / 1000


async def send(session: aiohttp.ClientSession, request_id: str, tokens: int) -> dict:
    body = orjson.dumps(
        {
            "model": "truth",
            "messages": [{"role": "user", "content": request_id}],
            "max_tokens": tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
    )
    times: list[float] = []
    start = time.perf_counter()
    try:
        async with session.post(URL, data=body) as response:
            async for line in response.content:
                if not line.startswith(b"data: ") or line.startswith(b"data: [DONE]"):
                    continue
                choices = orjson.loads(line[6:]).get("choices")
                if choices and choices[0]["delta"].get("content"):
                    times.append(time.perf_counter())
            return {
                "ok": response.status == 200 and len(times) > 0,
                "first": times[0] - start if times else None,
                "gap": max((b - a for a, b in zip(times, times[1:])), default=0),
            }
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
        return {"ok": False, "first": None, "gap": 0}


async def stream(session: aiohttp.ClientSession, number: int, begin: float) -> list[dict]:
    share = number / STREAMS
    await asyncio.sleep(begin + share * WARMUP_S / 2 - time.perf_counter())
    await send(session, f"warm-{number}", 1)
    results = []
    for turn in range(ROUNDS):
        due = begin + WARMUP_S + (share + turn) * PERIOD_S
        await asyncio.sleep(max(0, due - time.perf_counter()))
        results.append(await send(session, f"aiohttp-{number + 1}-{turn + 1}", TOKENS))
    return results


def percentile(values: list[float], p: float) -> float | None:
    ordered = sorted(values)
    return ordered[max(0, -int(-p * len(ordered) // 100) - 1)] * 1000 if ordered else None


async def main() -> None:
    headers = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), headers=headers) as session:
        begin = time.perf_counter()
        done = await asyncio.gather(*(stream(session, number, begin) for number in range(STREAMS)))
    results = [result for of_stream in done for result in of_stream]
    good = [result for result in results if result["ok"]]
    first = [result["first"] for result in good]
    report = {
        "ok": len(good),
        "failed": len(results) - len(good),
        "ttft_ms": {"p50": percentile(first, 50), "p99": percentile(first, 99)},
        "longest_gap_ms": max((result["gap"] for result in good), default=0) * 1000,
    }
    with open(os.environ["BENCH_OUT"], "w", encoding="utf-8") as file:
        json.dump(report, file)
    print(json.dumps(report))


if __name__ == "__main__":
    uvloop.run(main())
