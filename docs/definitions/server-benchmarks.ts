import type { PeerTool } from './peer-tool.ts';

/** Benchmarks that come with a server, or with the maker of the hardware. */
export const serverBenchmarks: PeerTool[] = [
  {
    name: 'vLLM bench serve',
    source: 'vllm-project/vllm `vllm/benchmarks/lib/endpoint_request_func.py` 02cfb53 (chat), `serve.py`',
    about:
      'Every frame with `choices` is a token to it: the one with the role, and the one with the finish reason. Servers that send the role before they have a token look faster than they are. Tokens by `usage`, else by a tokenizer of its own.',
    numbers: [
      {
        word: 'TTFT',
        unit: 'ms',
        formula: 'first_frame_ms',
        trap: 'Stops at the role, which many endpoints send with the headers',
      },
      {
        word: 'ITL',
        unit: 'ms',
        formula: '(finish_ms - first_frame_ms) / (chunks + 1)',
        trap: 'The wait from the role to the first token is one of the gaps. All gaps of a run lie in one list, so long replies weigh more; here their mean in one reply that has a role frame and a finish frame',
      },
      {
        word: 'TPOT',
        unit: 'ms',
        formula: '(finish_ms - first_frame_ms) / (tokens.output - 1)',
        trap: 'Until the frame with the finish reason; older versions until the frame with `usage`',
      },
      {
        word: 'E2EL',
        unit: 'ms',
        formula: 'finish_ms',
        trap: 'Until the frame with the finish reason, not until the end',
      },
    ],
  },
  {
    name: 'SGLang bench_serving',
    source: 'sgl-project/sglang `python/sglang/bench_serving.py`, read in the copy Ascend/sglang 070445a (chat)',
    about:
      'Reads `content` and `reasoning_content`; neither `reasoning` nor tool calls. Tokens by `usage`, else the number that was asked for.',
    numbers: [
      { word: 'TTFT', unit: 'ms', formula: 'first_token_ms' },
      {
        word: 'ITL',
        unit: 'ms',
        formula: '(last_token_ms - first_token_ms) / (chunks - 1)',
        trap: 'Between chunks. All gaps of a run lie in one list; here their mean in one reply',
      },
      {
        word: 'TPOT',
        unit: 'ms',
        formula: '(end_ms - first_token_ms) / (tokens.output - 1)',
        trap: 'The wait for `usage` and for the end is in it',
      },
      { word: 'E2E latency', unit: 'ms', formula: 'end_ms' },
    ],
  },
  {
    name: 'GuideLLM',
    source:
      'vllm-project/guidellm `src/guidellm/schemas/base/request_stats.py` 31c74ea; PR #742 (reasoning and tool calls stop the clock)',
    about: 'Tokens by `usage`; without it each chunk counts as one token.',
    numbers: [
      { word: 'TTFT `time_to_first_token_ms`', unit: 'ms', formula: 'first_token_ms' },
      { word: 'TTFOT `time_to_first_output_token_ms`', unit: 'ms', formula: 'first_answer_token_ms' },
      {
        word: 'ITL `inter_token_latency_ms`',
        unit: 'ms',
        formula: '(last_token_ms - first_token_ms) / (tokens.output - 1)',
        trap: 'What others call TPOT',
      },
      {
        word: 'TPOT `time_per_output_token_ms`',
        unit: 'ms',
        formula: 'last_token_ms / tokens.output',
        trap: 'The time to the first token is in it',
      },
      { word: '`request_latency`', unit: 'ms', formula: 'end_ms', trap: 'It tells seconds' },
      {
        word: '`output_tokens_per_second` of a request',
        unit: 'tokens/s',
        formula: 'tokens.output / end_ms * 1000',
        trap: 'The number of the same name in its report is of the whole run',
      },
    ],
  },
  {
    name: 'AIPerf',
    source:
      'ai-dynamo/aiperf `src/aiperf/metrics/types/`: `ttft_metric.py` 58028d5, `inter_token_latency_metric.py` 58dd5de, `request_latency_metric.py` 4f7ccff, `time_to_first_output_token_metric.py` 0b75810',
    about:
      'Times over the frames that its parser finds content in. It counts the tokens itself, with a tokenizer that must be the model’s: where it is not, every number with tokens in it is off by the same factor.',
    numbers: [
      { word: 'TTFT `time_to_first_token`', unit: 'ms', formula: 'first_token_ms' },
      { word: 'TTFO `time_to_first_output_token`', unit: 'ms', formula: 'first_answer_token_ms' },
      {
        word: 'ITL `inter_token_latency`',
        unit: 'ms',
        formula: '(last_token_ms - first_token_ms) / (tokens.output - 1)',
        trap: 'What others call TPOT. With `--per-chunk-usage` all tokens of the first chunk are left out, as in `time_per_output_token_ms`',
      },
      {
        word: '`inter_chunk_latency`',
        unit: 'ms',
        formula: '(last_token_ms - first_token_ms) / (chunks - 1)',
        trap: 'All gaps of a run; here their mean in one reply',
      },
      {
        word: '`request_latency`',
        unit: 'ms',
        formula: 'last_token_ms',
        trap: 'Until the last token, not until the end',
      },
      {
        word: '`output_token_throughput_per_user`',
        unit: 'tokens/s',
        formula: '(tokens.output - 1) / (last_token_ms - first_token_ms) * 1000',
        trap: 'One ÷ ITL: the wait for the first token is not in it',
      },
    ],
  },
  {
    name: 'GenAI-Perf',
    source:
      'triton-inference-server/perf_analyzer `genai-perf/genai_perf/profile_data_parser/llm_profile_data_parser.py` 00168fe (chat)',
    about:
      'Reads `content` alone: reasoning and tool calls are nothing to it. Several frames of one read count as one. It tokenises the text itself, so `tokens.output − tokens.reasoning` is the nearest that a row has.',
    numbers: [
      { word: 'TTFT', unit: 'ms', formula: 'first_answer_token_ms', trap: 'All streamed reasoning is in it' },
      {
        word: 'ITL',
        unit: 'ms',
        formula: '(last_token_ms - first_answer_token_ms) / (tokens.output - tokens.reasoning - 1)',
        trap: 'What others call TPOT',
      },
      { word: 'request latency', unit: 'ms', formula: 'last_token_ms', trap: 'Until the last text, not until the end' },
      {
        word: 'output token throughput per request',
        unit: 'tokens/s',
        formula: '(tokens.output - tokens.reasoning) / last_token_ms * 1000',
        trap: 'Until the last text, and without reasoning',
      },
    ],
  },
];
