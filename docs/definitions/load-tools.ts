import type { PeerTool } from './peer-tool.ts';

/** Tools that belong to no server, conventions, and what servers say of themselves. */
export const loadTools: PeerTool[] = [
  {
    name: 'LLMPerf',
    source: 'ray-project/llmperf `openai_chat_completions_client.py` 0451d33, `token_benchmark_ray.py` 004d3af',
    about:
      'Reads `content` alone: reasoning and tool calls are nothing to it. It tokenises the text itself, so `tokens.output − tokens.reasoning` is the nearest that a row has.',
    numbers: [
      { word: 'TTFT `ttft_s`', unit: 'ms', formula: 'first_answer_token_ms', trap: 'All streamed reasoning is in it' },
      {
        word: '`inter_token_latency_s`',
        unit: 'ms',
        formula: 'last_token_ms / (tokens.output - tokens.reasoning)',
        trap: 'The time to the first token is in it',
      },
      { word: '`end_to_end_latency_s`', unit: 'ms', formula: 'end_ms' },
      {
        word: '`request_output_throughput_token_per_s`',
        unit: 'tokens/s',
        formula: '(tokens.output - tokens.reasoning) / end_ms * 1000',
        trap: 'Without reasoning',
      },
    ],
  },
  {
    name: 'inference-perf',
    source:
      'kubernetes-sigs/inference-perf `inference_perf/reportgen/base.py` 010d12f, `streaming_parser.py` 35d21d6; #559, PR #694',
    about:
      'Tokens between the first and the last are those of the text, without reasoning, and tokenised by itself unless it is told to take the server’s count.',
    numbers: [
      {
        word: 'TTFT `time_to_first_token`',
        unit: 'ms',
        formula: 'first_token_ms',
        upTo: 'first_answer_token_ms',
        trap: 'The first token of any channel by PR #694, the first text in the version read',
      },
      {
        word: 'TPOT `time_per_output_token`',
        unit: 'ms',
        formula: '(last_token_ms - first_answer_token_ms) / (tokens.output - tokens.reasoning - 1)',
        trap: 'Text alone',
      },
      {
        word: 'ITL `inter_token_latency`',
        unit: 'ms',
        trap: 'Unknown from a row: each token of a chunk has the chunk’s arrival, so most gaps are 0 where chunks hold several',
      },
      {
        word: 'NTPOT `normalized_time_per_output_token`',
        unit: 'ms',
        formula: 'end_ms / (tokens.output - tokens.reasoning)',
        trap: 'The time to the first token is in it',
      },
      { word: '`request_latency`', unit: 'ms', formula: 'end_ms' },
    ],
  },
  {
    name: 'EvalScope perf',
    source: 'modelscope/evalscope `evalscope/perf/plugin/api/default_api.py` 3f081eb, `benchmark_util.py` 07dc32f',
    about: 'Every frame with `choices` is a token to it, as to vLLM bench. Tokens by `usage`, else by a tokenizer.',
    numbers: [
      { word: 'TTFT `first_chunk_latency`', unit: 'ms', formula: 'first_frame_ms', trap: 'Stops at the role' },
      {
        word: 'TPOT `time_per_output_token`',
        unit: 'ms',
        formula: '(finish_ms - first_frame_ms) / (tokens.output - 1)',
        upTo: '(end_ms - first_frame_ms) / (tokens.output - 1)',
        trap: 'Until the frame with `usage`',
      },
      {
        word: 'ITL `inter_chunk_latency`',
        unit: 'ms',
        formula: '(finish_ms - first_frame_ms) / (chunks + 1)',
        trap: 'The wait from the role to the first token is one of the gaps; their mean in one reply that has a role frame and a finish frame',
      },
      {
        word: 'latency `query_latency`',
        unit: 'ms',
        formula: 'finish_ms',
        upTo: 'end_ms',
        trap: 'Until the frame with `usage`',
      },
    ],
  },
  {
    name: 'genai-bench',
    source: 'sgl-project/genai-bench `openai_user.py` 0aadae2, `request_metrics_collector.py` 007ac4d',
    about:
      'Reads `content` and `reasoning_content`, no tool calls. Reading ends with the frame that has `usage`. Tokens by `usage`, else by a tokenizer, with a warning.',
    numbers: [
      { word: 'TTFT', unit: 'ms', formula: 'first_token_ms' },
      {
        word: 'TPOT',
        unit: 'ms',
        formula: '(finish_ms - first_token_ms) / (tokens.output - 1)',
        upTo: '(end_ms - first_token_ms) / (tokens.output - 1)',
        trap: 'The wait for `usage` is in it',
      },
      {
        word: 'E2E latency',
        unit: 'ms',
        formula: 'finish_ms',
        upTo: 'end_ms',
        trap: 'Until the frame with `usage`',
      },
    ],
  },
  {
    name: 'Locust scripts',
    source: 'fw-ai/benchmark `llm_bench/load_test.py` 00c9904; locustio/locust `locust/contrib/oai.py` 29204c7',
    about:
      'These are of Fireworks’ script. Locust’s own `OpenAIUser` waits for the whole reply: its response time is `end_ms`, and it has no first token.',
    numbers: [
      {
        word: '`time_to_first_token`',
        unit: 'ms',
        formula: 'first_frame_ms',
        trap: 'Stops at the first line, be it the role or a comment',
      },
      {
        word: '`latency_per_token`',
        unit: 'ms',
        formula: '(end_ms - first_frame_ms) / tokens.output',
        trap: 'Until the end, and by all tokens where the first is not in the time',
      },
      { word: '`overall_latency_per_token`', unit: 'ms', formula: 'end_ms / tokens.output' },
      { word: '`total_latency`', unit: 'ms', formula: 'end_ms' },
    ],
  },
  {
    name: 'k6 `http_req_*`',
    source: 'k6 v2.2.0',
    about: 'k6 leaves connecting out of its HTTP times, and knows no tokens.',
    numbers: [
      {
        word: '`http_req_waiting`',
        unit: 'ms',
        formula: 'headers_ms - connect_ms',
        trap: 'Until the headers, not until a token; connecting is left out, and so are waiting for a connection and sending, which no row tells',
      },
      {
        word: '`http_req_duration`',
        unit: 'ms',
        formula: 'end_ms - connect_ms',
        trap: 'Connecting is left out, and waiting for a connection; until the end of the body',
      },
    ],
  },
  {
    name: 'k6 scripts on xk6-sse',
    source: 'phymbert/xk6-sse v0.1.12',
    about:
      'They take the time in JS, in whole milliseconds, when their handler has its turn: under load they tell the script’s lag as the server’s.',
    numbers: [
      {
        word: 'first `event`',
        unit: 'ms',
        formula: 'first_frame_ms',
        trap: 'Stops at the role, unless the script looks into the frame',
      },
    ],
  },
  {
    name: 'OpenTelemetry',
    source: 'open-telemetry/semantic-conventions-genai `docs/gen-ai/gen-ai-metrics.md` (in development)',
    about: 'Conventions, in seconds; what a chunk is, each instrumentation decides.',
    numbers: [
      {
        word: '`gen_ai.client.operation.time_to_first_chunk`',
        unit: 'ms',
        formula: 'first_frame_ms',
        trap: 'Any chunk, the role too',
      },
      {
        word: '`gen_ai.client.operation.time_per_output_chunk`',
        unit: 'ms',
        trap: 'Unknown from a row: one sample for each frame after the first, be it without a token',
      },
      { word: '`gen_ai.client.operation.duration`', unit: 'ms', formula: 'end_ms' },
      {
        word: '`gen_ai.server.time_to_first_token`, `gen_ai.server.time_per_output_token`',
        unit: 'ms',
        trap: 'Unknown from a row: seen by the server. Network, TLS and all that stands before it are left out',
      },
    ],
  },
  {
    name: 'vLLM server',
    source: 'its `/metrics`: `vllm:time_to_first_token_seconds`, `vllm:inter_token_latency_seconds`',
    about: 'Seen by the engine, which counts every token that it makes, hidden ones too.',
    numbers: [
      {
        word: '`vllm:time_to_first_token_seconds`, `vllm:inter_token_latency_seconds`',
        unit: 'ms',
        trap: 'Unknown from a row: the way from the engine to the user is left out',
      },
    ],
  },
];
