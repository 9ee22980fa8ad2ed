import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';

const name = 'recovery from the limit';

/** How long after a burst a single request passes again. */
export function limitRecovery(rows: Row[], windows: Window[]): Finding {
  const quiet = windows.find((window) => window.name === 'recovery');
  const probes = rows.filter(({ labels }) => labels?.probe !== undefined).sort((a, b) => a.start_ms - b.start_ms);
  const rule = 'one request a second after the burst, until one passes; what was refused by a limit was no passing';
  const undecided = (lacks: string): Finding => {
    return { name, level: 'undecided', says: `Recovery is undecided: ${lacks}.`, because: [rule, lacks], values: {} };
  };
  if (quiet === undefined || probes.length === 0) return undecided('no probe was sent after the burst');
  const first = probes.findIndex(({ outcome }) => outcome === 'ok');
  const wasLimited = rows.some(({ labels, outcome }) => labels?.probe === undefined && outcome === 'rate_limited');
  if (!wasLimited) return undecided('the burst met no 429');
  const row = probes[first];
  if (row === undefined) {
    const last = probes[probes.length - 1] as Row;
    const seconds = ((last.start_ms - quiet.startMs) / 1000).toFixed(0);
    const says = `No request passed within the ${seconds} s after the burst (${probes.length} probes).`;
    return { name, level: 'bad', says, because: [rule], values: { refused_probes: probes.length } };
  }
  const ms = Math.max(0, row.start_ms - quiet.startMs);
  const says = `Requests passed again ${(ms / 1000).toFixed(1)} s after the burst${first === 0 ? ', at the first probe' : ''}.`;
  return { name, level: 'good', says, because: [rule], values: { recovery_ms: ms, refused_probes: first } };
}
