import type { Definition } from './definitions.ts';

const unlessOk = 'the outcome is not `ok`';
const unlessStreamed =
  'the outcome is not `ok`, or the reply was not streamed (`LLM_STREAM=false`, transport `http`, a stock k6): it is never estimated';
const belowTwo = `${unlessStreamed}; or the reply came in a single chunk`;

/** Trends: one sample of each measured exchange that has it. */
export const definitionsOfTimes = {
  llm_time_to_first_token: {
    definition:
      'From the call until the first non-empty piece of the reply was read, on any channel: text, reasoning, tool call or refusal. Connecting, TLS and queueing are in it, for the user waits for them too. A role-only delta, an empty string, a keep-alive comment and a ping are no token. Where the provider thinks without streaming it, all the thinking is in it: read it beside `llm_reasoning_tokens`.',
    formula: '`first_token_ms`',
    absentWhen: unlessStreamed,
    otherNames: {
      'vLLM bench': 'TTFT (its chat client stops at the first frame, be it the role)',
      GuideLLM: '`time_to_first_token_ms`',
      AIPerf: '`time_to_first_token`',
      OpenTelemetry:
        '`gen_ai.client.operation.time_to_first_chunk` (any chunk, a role-only one too); `gen_ai.server.time_to_first_token` (seen by the server)',
      k6: '`http_req_waiting` is the time to the response headers, which many servers send before the first token',
    },
    source:
      'Servers and benchmarks have come to agree on it: vLLM PR #3768 (a role chunk is no token), SGLang PR #29251, GuideLLM PR #742 (reasoning and tool calls stop the clock)',
  },
  llm_time_to_first_answer_token: {
    definition:
      'As `llm_time_to_first_token`, but reasoning does not stop the clock: until the first piece that a user sees as the answer (text, tool call or refusal).',
    formula: '`first_answer_token_ms`',
    absentWhen: `${unlessStreamed}; or nothing but reasoning was generated`,
    otherNames: { GuideLLM: 'time to first output token (TTFOT)', AIPerf: '`time_to_first_output_token` (TTFO)' },
  },
  llm_total_generation_time: {
    definition:
      'From the call until the reply had ended: the end frame, or the end of the body where the API has no end frame. Connecting is in it; think time and back-off are not.',
    formula: '`end_ms`',
    absentWhen: unlessOk,
    otherNames: {
      'vLLM bench': 'E2EL',
      GuideLLM: '`request_latency` (seconds)',
      AIPerf: '`request_latency` (until the last token)',
      OpenTelemetry: '`gen_ai.client.operation.duration` (seconds)',
      k6: '`http_req_duration` leaves out connecting; `iteration_duration` has the think time in it',
    },
  },
  llm_time_per_output_token: {
    definition:
      'Mean time between tokens of one reply, by the endpoint’s own token count: how fast the text flows once it has begun. Reasoning tokens that were not streamed were made before the first piece and do not count; where the stream tells a running count, neither do the further tokens of the first chunk.',
    formula: '(`last_token_ms` − `first_token_ms`) ÷ (output tokens that came after the first)',
    absentWhen: `${belowTwo}; or the endpoint told no token count`,
    otherNames: {
      'vLLM bench': 'TPOT = (E2EL − TTFT) ÷ (tokens − 1): the time after the last token is in it',
      GuideLLM: '`inter_token_latency_ms`; its `time_per_output_token_ms` has the time to first token in it',
      AIPerf: '`inter_token_latency` = (`request_latency` − TTFT) ÷ (tokens − 1)',
      OpenTelemetry: '`gen_ai.server.time_per_output_token` (seen by the server)',
    },
    source: 'Read in the sources of vLLM bench serve, GuideLLM and AIPerf’s metrics reference',
  },
  llm_inter_token_latency: {
    definition:
      'The typical gap of one reply: the median time between successive chunks as they were read. A chunk may hold several tokens and several chunks may come in one read, so it is a property of the stream and not of the model; to compare models take `llm_time_per_output_token`.',
    formula: '`gap_p50_ms`',
    absentWhen: belowTwo,
    otherNames: {
      'vLLM bench': 'ITL (all gaps of all replies in one list, so long replies weigh more)',
      AIPerf: '`inter_chunk_latency` (all gaps); its `inter_token_latency` is our `llm_time_per_output_token`',
      OpenTelemetry: '`gen_ai.client.operation.time_per_output_chunk` (one sample a chunk)',
    },
  },
  llm_longest_gap: {
    definition: 'The longest time between two successive chunks of one reply: the pause that a reader notices.',
    formula: '`longest_gap_ms`',
    absentWhen: belowTwo,
    otherNames: { 'vLLM bench': 'near the p99 of ITL', AIPerf: 'near the maximum of `inter_chunk_latency`' },
  },
  llm_connection_time: {
    definition:
      'TCP connect and TLS handshake of an exchange that opened a connection. It is part of every latency above.',
    formula: '`connect_ms`',
    absentWhen: 'the connection was reused, or the transport cannot tell (`open`)',
    otherNames: { k6: '`http_req_connecting` + `http_req_tls_handshaking`' },
  },
  llm_tokens_per_second: {
    definition:
      'Output tokens of one reply by its whole time, the wait for the first token included: the speed as its user had it. Summed over replies that run at the same time it would be the endpoint’s throughput.',
    formula: 'output tokens ÷ `end_ms` × 1000',
    absentWhen: 'the outcome is not `ok`, or the endpoint told no token count',
    otherNames: {
      GuideLLM: '`output_tokens_per_second` is of the whole run',
      AIPerf: '`output_token_throughput_per_user` leaves out the time to first token',
      'vLLM bench': 'output token throughput is of the whole run',
    },
  },
  llm_start_lateness: {
    definition:
      'How much later than planned an exchange started, in loads by a schedule of our own; failed ones count too. It grows where no virtual user was free or this machine is too slow, and is part of no latency: what a user saw is lateness + latency. Above 10 ms at the p99 the summary warns, above 100 ms the run is invalid, for the load was not the one that was asked for.',
    formula: '`start_ms` − `intended_ms`',
    absentWhen: 'k6 itself drives the arrivals, or users wait for answers: then no start is planned',
    otherNames: {
      k6: '`dropped_iterations`: its arrivals are dropped where no virtual user is free, and never late',
    },
  },
  llm_cold_start_latency: {
    definition:
      'What the first user after idle waits: from the first attempt until the first token of the answer, over all attempts that met a model which was not ready (no connection, 502, 503, 504, a 429 that says so, a redirect). These attempts are no failures; they are in `llm_requests` by their outcome.',
    formula: '`labels.waited_ms` + `first_token_ms` of the attempt that was answered',
    absentWhen: `the scenario is not \`cold-start\`, ${unlessStreamed}`,
    otherNames: {},
  },
  llm_warm_latency: {
    definition: 'Time to first token of the requests that follow a cold one.',
    formula: '`first_token_ms`',
    absentWhen: `the scenario is not \`cold-start\`, ${unlessStreamed}`,
    otherNames: {},
  },
  llm_client_lag: {
    definition:
      'By how much times of the exchange may be wrong because this machine was late. Where the kernel stamped all packets of the reply (Linux): the time from the connection to the writing of the request, how late the process was before there was a connection, pieces that were read as one although they may have come that far apart, and the part of a late tick of a 10 ms ticker in which nothing shows that the machine was at work (no packet stamped or sent, no socket looked at); the worst of these. Elsewhere how late the process was: the worst delay of the ticker, or the longest wait of work that was ready for a processor (all but 1 % of it, by tenths of a second). Above 10 ms at the p99 the summary warns, above 50 ms the run is invalid.',
    formula: '`lag_ms`',
    absentWhen: 'the transport cannot tell (`open`, `http`): then nothing vouches for the times',
    otherNames: {},
  },
  llm_retry_after_seconds: {
    definition: 'How long the endpoint asked to wait, from `Retry-After` or `retry-after-ms`, in seconds.',
    formula: '`retry_after_s`',
    absentWhen: 'the reply had no such header',
    otherNames: {},
  },
} satisfies Record<string, Definition>;
