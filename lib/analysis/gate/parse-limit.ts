import type { Unit } from '../../metrics/table.ts';
import { parseDuration } from '../../options/duration.ts';

const amount = /^\d+(\.\d+)?$/;

const numberOf = (text: string): number | undefined => (amount.test(text) ? Number(text) : undefined);

const accepted: Record<'time' | 'share' | 'usd' | 'tokens/s' | 'plain', string> = {
  time: 'a duration with its unit, such as 1000ms or 1.5s',
  share: 'a share or a percentage, such as 0.95 or 95%',
  usd: 'US dollars, such as 10, $10 or $0.002',
  'tokens/s': 'tokens per second, such as 30',
  plain: 'a number, such as 300',
};

/** The right side of an SLO → a number in the subject's unit; undefined for what is not accepted. */
export function parseLimit(text: string, unit: Unit): number | undefined {
  switch (unit) {
    case 'time':
      // A bare 0 is a duration, and no limit that anything keeps.
      return parseDuration(text.replace(/\s+/g, '')) || undefined;
    case 'share': {
      const percent = /^(.+?)\s*%$/.exec(text)?.[1];
      const share = percent === undefined ? numberOf(text) : numberOf(percent);
      if (share === undefined) return undefined;
      // 99.9 / 100 is not 0.999 in binary.
      const value = percent === undefined ? share : Number((share / 100).toPrecision(15));
      return value <= 1 ? value : undefined;
    }
    case 'usd':
      return numberOf(text.replace(/^\$\s*|\s*(\$|usd)$/i, ''));
    case 'tokens/s':
      return numberOf(text.replace(/\s*tokens\/s$/, ''));
    default:
      return numberOf(text);
  }
}

/** Completes the sentence "accepted is …". */
export function acceptedLimit(unit: Unit): string {
  return accepted[unit === 'time' || unit === 'share' || unit === 'usd' || unit === 'tokens/s' ? unit : 'plain'];
}
