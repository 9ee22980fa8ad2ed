/** One core for what is measured, the other for all that it is measured against. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const canPin = spawnSync('taskset', ['--version']).status === 0 && availableParallelism() >= 2;

/** Whether k6 and the server had a core each; without that the figures are no more than a hint. */
export const pinned = canPin;

export const onClientCore = (command) => (canPin ? ['taskset', '-c', '0', ...command] : command);
export const onServerCore = (command) => (canPin ? ['taskset', '-c', '1', ...command] : command);

/** What may use two cores, though this process keeps to one. */
export const onAllCores = (command) => (canPin ? ['taskset', '-c', '0,1', ...command] : command);

/** This process itself belongs with the server. */
export function moveToServerCore() {
  if (canPin) spawnSync('taskset', ['-a', '-cp', '1', String(process.pid)]);
}
