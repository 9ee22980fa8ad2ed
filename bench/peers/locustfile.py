"""The load of bench/k6/schedule.js in Locust, with its faster user. Locust has no notion of a stream's first token: it
is reported as a request of its own, as its documentation shows.

A request counts as good as such scripts usually judge: status 200 and some text.
"""

import itertools
import json
import os
import time

import gevent
from locust import FastHttpUser, events, task
from locust.exception import StopUser

STREAMS = int(os.environ["BENCH_STREAMS"])
ROUNDS = int(os.environ["BENCH_ROUNDS"])
TOKENS = int(os.environ["BENCH_TOKENS"])
WARMUP_S = int(os.environ["BENCH_WARMUP_MS"]) / 1000
PERIOD_S = int(os.environ["BENCH_PERIOD_MS"]) / 1000

numbers = itertools.count()
begin = 0.0
finished = 0


@events.test_start.add_listener
def start(environment, **_):
    global begin
    begin = time.perf_counter()


class Stream(FastHttpUser):
    concurrency = 1

    def on_start(self):
        self.number = next(numbers)

    @task
    def follow_schedule(self):
        global finished
        share = self.number / STREAMS
        self.wait_until(share * WARMUP_S / 2)
        self.send(f"warm-{self.number}", 1, "warm-up")
        for turn in range(ROUNDS):
            self.wait_until(WARMUP_S + (share + turn) * PERIOD_S)
            self.send(f"locust-{self.number + 1}-{turn + 1}", TOKENS, "chat")
        finished += 1
        if finished == STREAMS:
            self.environment.runner.quit()
        raise StopUser()

    def wait_until(self, due):
        gevent.sleep(max(0, begin + due - time.perf_counter()))

    def send(self, request_id, tokens, name):
        body = {
            "model": "truth",
            "messages": [{"role": "user", "content": request_id}],
            "max_tokens": tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        start = time.perf_counter()
        first = None
        with self.client.post("/chat/completions", json=body, name=name, stream=True, catch_response=True) as response:
            if response.status_code != 200:
                response.failure(f"status {response.status_code}")
                return
            # Its own iter_lines fills a kilobyte before it gives a line, which would put the first token late.
            while line := response._response.readline(b"\n"):
                if not line.startswith(b"data: ") or line.startswith(b"data: [DONE]"):
                    continue
                choices = json.loads(line[6:]).get("choices")
                if choices and choices[0]["delta"].get("content") and first is None:
                    first = (time.perf_counter() - start) * 1000
            response.request_meta["response_time"] = (time.perf_counter() - start) * 1000
            if first is None:
                response.failure("no text")
            else:
                response.success()
        if first is not None and name == "chat":
            self.environment.events.request.fire(
                request_type="LLM",
                name="time to first token",
                response_time=first,
                response_length=0,
                exception=None,
                context={},
            )
