import type { Outcome } from '../measure/measurement.ts';
import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { spellShare } from './spell.ts';

const name = 'sessions';

/** Of those whose end was seen; the same share of requests is what makes a failure rate bad. */
const mostEndedEarly = 0.01;

interface Session {
  /** The first turn was asked in the measured phase. */
  isMeasured: boolean;
  /** The last turn that ended, and how. */
  turn: number;
  outcome: Outcome;
  /** How many it was meant to have. */
  turns: number;
}

/** What became of the chats (labels `session`, `turn`, `turns`): a turn without an answer ends its session. */
export function sessions(rows: Row[]): Finding {
  const begun = sessionsOf(rows).filter(({ isMeasured }) => isMeasured);
  const rule =
    'a session ends early at the first turn without an answer; open is one whose next turn was not over when the run ended; ' +
    'those that began in the warm-up are left out';
  if (begun.length === 0) {
    const lacks = 'no session was begun after the warm-up';
    return { name, level: 'undecided', says: 'No session was begun.', because: [lacks], values: {} };
  }
  const early = begun.filter(({ outcome }) => outcome !== 'ok');
  const finished = begun.filter(({ outcome, turn, turns }) => outcome === 'ok' && turn >= turns);
  const open = begun.length - early.length - finished.length;
  const ended = early.length + finished.length;
  const whys = countBy(early.map(({ outcome }) => outcome));
  const why = whys.map(([outcome, n]) => `${outcome} ${n}`).join(', ');
  const turns = Math.max(...begun.map((session) => session.turns));
  const says = [
    `${inWords(begun.length)} begun: ${finished.length} finished all ${turns} turns`,
    early.length === 0 ? 'none ended early' : `${early.length} ended early (${why})`,
    ...(open === 0 ? [] : [`${open} ${open === 1 ? 'was' : 'were'} open when the run ended`]),
  ].join(', ');
  const share = ended === 0 ? 0 : early.length / ended;
  return {
    name,
    level: share > mostEndedEarly ? 'warning' : 'info',
    says: `${says}.`,
    because: [
      rule,
      `${spellShare(share)} of those whose end was seen ended early; above ${mostEndedEarly * 100} % warns`,
    ],
    ...(early.length === 0 ? {} : { table: tableOf(early, begun) }),
    values: {
      sessions_begun: begun.length,
      sessions_finished: finished.length,
      sessions_ended_early: early.length,
      sessions_open: open,
      ...Object.fromEntries(whys.map(([outcome, n]) => [`sessions_ended_by_${outcome}`, n])),
    },
  };
}

/** Each with its latest turn. */
function sessionsOf(rows: Row[]): Session[] {
  const found = new Map<string, Session>();
  for (const { labels, phase, outcome } of rows) {
    const { session, turn, turns } = labels ?? {};
    if (typeof session !== 'string' || typeof turn !== 'number' || typeof turns !== 'number') continue;
    const before = found.get(session);
    const isMeasured = turn === 1 ? phase === 'measured' : (before?.isMeasured ?? false);
    const latest = before !== undefined && before.turn > turn ? before : { turn, outcome, turns };
    found.set(session, { ...latest, isMeasured });
  }
  return [...found.values()];
}

/** At which turn they ended, of all that came so far. */
function tableOf(early: Session[], begun: Session[]): NonNullable<Finding['table']> {
  const at = [...new Set(early.map(({ turn }) => turn))].sort((a, b) => a - b);
  return {
    head: ['ended at turn', 'sessions', 'of those that came there', 'why'],
    rows: at.map((turn) => {
      const here = early.filter((session) => session.turn === turn);
      const came = begun.filter((session) => session.turn >= turn).length;
      const why = countBy(here.map(({ outcome }) => outcome)).map(([outcome, n]) => `${outcome} ${n}`);
      return [String(turn), String(here.length), spellShare(here.length / came), why.join(', ')];
    }),
  };
}

/** Most frequent first. */
function countBy(outcomes: Outcome[]): [Outcome, number][] {
  const counts = new Map<Outcome, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

const inWords = (sessions: number): string => (sessions === 1 ? '1 session was' : `${sessions} sessions were`);
