import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environment } from '../lib/load.mjs';
import { root } from '../lib/tools.mjs';
import { inEnvironment, installedVersion } from './python-package.mjs';

export const aiohttp = {
  name: 'aiohttp script',
  settings: 'our script bench/peers/aiohttp_load.py, on uvloop, frames parsed with orjson',
  version: () => installedVersion('aiohttp'),
  commandOf: ({ url, plan, folder }) => ({
    argv: [inEnvironment('aiohttp', 'python'), path.join(root, 'bench/peers/aiohttp_load.py')],
    env: { ...environment(url, plan), BENCH_OUT: path.join(folder, 'report.json') },
  }),
  reportOf: ({ folder }) => {
    const file = path.join(folder, 'report.json');
    if (!existsSync(file)) return undefined;
    const { ok, failed, ttft_ms: ttft } = JSON.parse(readFileSync(file, 'utf8'));
    return { ok, failed, ttft };
  },
};
