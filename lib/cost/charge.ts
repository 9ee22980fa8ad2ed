import type { Row } from '../measure/row.ts';
import { isTurnedAway } from './billing.ts';
import { costUsd } from './cost.ts';
import type { Price } from './price.ts';

/** What is known of the money that one exchange took. */
export type Charge =
  /** As the run recorded it: the provider's own figure, or its price at the time. */
  | { kind: 'recorded'; usd: number }
  /** Priced afterwards, from its tokens. */
  | { kind: 'priced'; usd: number }
  /** Turned away unread, as by a 429: no provider charges for that. */
  | { kind: 'refused' }
  /** Not known, which is not the same as nothing. */
  | { kind: 'unknown'; lacks: 'price' | 'tokens' };

/** The charge of a finished exchange. `price` is used only where the run had none. */
export function chargeOf(row: Pick<Row, 'cost_usd' | 'tokens' | 'status'>, price: Price | undefined): Charge {
  if (row.cost_usd !== undefined) return { kind: 'recorded', usd: row.cost_usd };
  const { input, cached, cache_write: cacheWrite, output, reasoning } = row.tokens ?? {};
  if (input === undefined || output === undefined)
    return isTurnedAway(row.status) ? { kind: 'refused' } : { kind: 'unknown', lacks: 'tokens' };
  const tokens = {
    input,
    output,
    ...(cached === undefined ? {} : { cached }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
  const usd = costUsd(tokens, price);
  return usd === undefined ? { kind: 'unknown', lacks: 'price' } : { kind: 'priced', usd };
}
