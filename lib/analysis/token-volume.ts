import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { known } from './spell.ts';

const name = 'which limit bites first';
const least = 5;
/** Both parts were let in for the same number of tokens, as far as requests of this size can tell. */
const alike = 0.2;

/** What came of one part of the volume. */
interface Part {
  sent: number;
  ok: number;
  limited: number;
  failed: number;
  tokens: number;
  /** Tokens a request, on average of those that were let in. */
  each: number;
  /** The first was sent. */
  startMs: number;
}

/** The same volume as many small and as few large requests: what is let in tells which limit they met. */
export function tokenVolume(rows: Row[]): Finding {
  const [small, large] = [partOf(rows, 'small'), partOf(rows, 'large')];
  const rule =
    'small requests are let in for fewer tokens than large ones: requests are what is limited; for as many: tokens are';
  if (small.sent < least || large.sent < least) {
    const lacks = `${small.sent} small and ${large.sent} large requests were answered, ${least} of each are needed`;
    return {
      name,
      level: 'undecided',
      says: `Which limit bites first is undecided: ${lacks}.`,
      because: [rule, lacks],
      values: {},
    };
  }
  const values = known({
    small_sent: small.sent,
    small_ok: small.ok,
    small_limited: small.limited,
    small_tokens: small.tokens,
    large_sent: large.sent,
    large_ok: large.ok,
    large_limited: large.limited,
    large_tokens: large.tokens,
  });
  const cells = (part: string, { sent, ok, limited, failed, tokens }: Part): string[] => [
    part,
    ...[sent, ok, limited, failed, tokens].map(String),
  ];
  const table = {
    head: ['', 'sent', 'ok', '429', 'failed', 'tokens'],
    rows: [cells('small', small), cells('large', large)],
  };
  const told = `small: ${small.ok} of ${small.sent} let in, ${small.tokens} tokens; large: ${large.ok} of ${large.sent}, ${large.tokens} tokens`;
  const say = (level: Finding['level'], says: string): Finding => ({
    name,
    level,
    says,
    because: [rule, told, inTurn(small, large)],
    table,
    values,
  });
  if (small.limited === 0 && large.limited === 0) {
    return say(
      'info',
      `None: ${small.ok} small and ${large.ok} large requests passed; more volume is needed to meet a limit.`,
    );
  }
  if (large.limited === 0) {
    return say(
      'info',
      `Requests: ${small.limited} of ${small.sent} small ones were refused, and no large one for the same volume.`,
    );
  }
  if (small.limited === 0) {
    return say(
      'info',
      `Tokens, and only of large requests: ${large.limited} of ${large.sent} were refused, and no small one for the same volume.`,
    );
  }
  const slack = alike * Math.max(small.tokens, large.tokens) + large.each;
  if (Math.abs(small.tokens - large.tokens) <= slack) {
    return say(
      'info',
      `Tokens: small and large requests were let in for about as many, ${small.tokens} and ${large.tokens}.`,
    );
  }
  return small.tokens < large.tokens
    ? say(
        'info',
        `Requests bite small ones (${small.ok} let in, ${small.tokens} tokens), tokens bite large ones (${large.ok}, ${large.tokens} tokens).`,
      )
    : say(
        'info',
        `Tokens: large requests were let in for fewer (${large.tokens}) than small ones (${small.tokens}), so more than their usage is charged.`,
      );
}

/** Each part needs limits that are whole, so they cannot be interleaved: what else changed in between is not ruled out. */
function inTurn(small: Part, large: Part): string {
  const seconds = Math.round((large.startMs - small.startMs) / 1000);
  return (
    `large requests were sent ${seconds} s after small ones: what changed meanwhile at the endpoint, such as others with ` +
    'the same key, looks like a difference between them; run it again where the answer matters'
  );
}

function partOf(rows: Row[], part: string): Part {
  const found = rows.filter(({ labels }) => labels?.part === part);
  const ok = found.filter(({ outcome }) => outcome === 'ok');
  const limited = found.filter(({ outcome, status }) => outcome === 'rate_limited' || status === 429).length;
  const tokens = ok.reduce((sum, row) => sum + (row.tokens?.input ?? 0) + (row.tokens?.output ?? 0), 0);
  return {
    sent: found.length,
    ok: ok.length,
    limited,
    failed: found.length - ok.length - limited,
    tokens,
    each: ok.length === 0 ? 0 : tokens / ok.length,
    startMs: found.reduce((first, { start_ms }) => Math.min(first, start_ms), Number.POSITIVE_INFINITY),
  };
}
