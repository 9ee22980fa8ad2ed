import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inEnvironment, installedVersion } from './python-package.mjs';
import { writeTokenizer } from './tokenizer.mjs';

/** Its chats ask for 30 tokens each, whatever one sets: good for faults, but not the same work as the others'. */
export const inferencePerf = {
  name: 'inference-perf',
  isBenchTool: true,
  isOtherWork: true,
  settings: 'constant rate, mock chats, one worker',
  version: () => installedVersion('inference-perf'),
  commandOf: ({ url, plan, folder }) => {
    const requests = plan.streams * plan.rounds;
    // Whole seconds only, and the number of requests is the rate times these.
    const seconds = Math.max(1, Math.floor((plan.rounds * plan.periodMs) / 1000));
    const config = path.join(folder, 'config.yml');
    writeFileSync(
      config,
      // YAML takes JSON as it is.
      JSON.stringify({
        api: { type: 'chat', streaming: true },
        data: { type: 'mock' },
        load: {
          type: 'constant',
          interval: 0,
          stages: [{ rate: requests / seconds, duration: seconds }],
          num_workers: 1,
          worker_max_concurrency: plan.streams * 2,
        },
        server: { type: 'vllm', model_name: 'truth', base_url: url, ignore_eos: true },
        tokenizer: { pretrained_model_name_or_path: writeTokenizer() },
        report: { request_lifecycle: { per_stage: false, per_adapter: false, use_server_output_tokens: true } },
        storage: { local_storage: { path: path.join(folder, 'reports') } },
      }),
    );
    return { argv: [inEnvironment('inference-perf', 'inference-perf'), '--config_file', config], env: {} };
  },
  reportOf: ({ folder }) => {
    const file = path.join(folder, 'reports/summary_lifecycle_metrics.json');
    if (!existsSync(file)) return undefined;
    const { successes, failures } = JSON.parse(readFileSync(file, 'utf8'));
    const ttft = successes.latency?.time_to_first_token;
    return {
      ok: successes.count,
      failed: failures.count,
      ttft: ttft && { p50: ttft.median * 1000, p99: ttft.p99 * 1000 },
    };
  },
};
