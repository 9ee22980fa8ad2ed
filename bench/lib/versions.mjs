/** What was measured, and with what. */
import { spawnSync } from 'node:child_process';
import { k6Binary, root } from './tools.mjs';

export function versions() {
  const said = (command, args) => spawnSync(command, args, { cwd: root, encoding: 'utf8' }).stdout?.trim() || 'unknown';
  return {
    'k6-llm': said('git', ['describe', '--always', '--dirty']),
    k6: /v[\d.]+/.exec(said(k6Binary, ['version']))?.[0] ?? 'unknown',
    Go: /\d[\d.]+/.exec(said('go', ['env', 'GOVERSION']))?.[0] ?? 'unknown',
    Node: process.versions.node,
  };
}
