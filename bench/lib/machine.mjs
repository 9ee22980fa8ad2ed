import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { pinned } from './cores.mjs';

export const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  pinned,
});

/** How much else ran: the 1-minute load before, and the share of time that the hypervisor took during it. */
export function loadWatch() {
  const before = cpuTimes();
  const oneMinute = loadavg()[0];
  return () => {
    const after = cpuTimes();
    const total = after.total - before.total;
    return { loadBefore: round(oneMinute), stolenPercent: round((100 * (after.steal - before.steal)) / total) };
  };
}

function cpuTimes() {
  try {
    const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/);
    return { total: ticks.slice(0, 8).reduce((sum, n) => sum + Number(n), 0), steal: Number(ticks[7]) };
  } catch {
    return { total: 1, steal: 0 };
  }
}

const round = (value) => Math.round(value * 100) / 100;
