import { readdirSync, readFileSync } from 'node:fs';

const sampleEveryMs = 100;
const msPerTick = 10;

/** Follows the CPU time of all processes of a session: tools in Python do their work in several. */
export function sessionCpu(session) {
  const samples = [];
  const strangers = new Set();
  const timer = setInterval(() => {
    let cpuMs = 0;
    for (const pid of pids()) {
      if (strangers.has(pid)) continue;
      const process = look(pid);
      if (process?.session === session) cpuMs += process.cpuMs;
      else strangers.add(pid);
    }
    samples.push({ at: Date.now(), cpuMs });
  }, sampleEveryMs);
  return {
    stop: () => clearInterval(timer),
    /** CPU used until that instant, in milliseconds since 1970; between two samples it is taken as even. */
    untilMs: (at) => {
      const next = samples.findIndex((sample) => sample.at > at);
      if (next <= 0) return samples.at(next)?.cpuMs ?? 0;
      const [before, after] = [samples[next - 1], samples[next]];
      return before.cpuMs + ((after.cpuMs - before.cpuMs) * (at - before.at)) / (after.at - before.at);
    },
  };
}

const pids = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** One process: its session, and its own time with that of children that have ended. */
function look(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; what follows it is fixed.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0);
    return { session: Number(fields[3]), cpuMs: ticks * msPerTick };
  } catch {
    return undefined;
  }
}
