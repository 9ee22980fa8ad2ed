import { spentNanos } from './nano-usd.ts';
import type { Price, PricePeriod, Rate } from './price.ts';

/** As much as can be told of a request before it is sent. */
export interface RequestBounds {
  /** No tokenizer makes more tokens of a text than it has bytes, and the body has more of them than the prompt. */
  bodyBytes: number;
  /** The output cap that the body asks for, times the answers. */
  outputTokens: number;
}

/**
 * The most that one request can cost, in nano-dollars: each byte of the body as an input token at the dearest rate that
 * may apply (a tier, a cache that is written), and all the output that it allows. Undefined where a price is not known.
 */
export function worstCaseNanos(periods: PricePeriod[], bounds: RequestBounds): number | undefined {
  let worst: number | undefined;
  for (const { price } of periods) {
    const usd = worstUsd(price, bounds);
    if (usd === undefined) return undefined;
    worst = Math.max(worst ?? 0, usd);
  }
  return worst === undefined ? undefined : spentNanos(worst);
}

function worstUsd(price: Price, { bodyBytes, outputTokens }: RequestBounds): number | undefined {
  const { input, cacheRead, cacheWrite, cacheWriteHour, output, reasoning, requestUsd = 0 } = price;
  if (input === undefined || output === undefined) return undefined;
  const dearest = (...rates: (Rate | undefined)[]): number =>
    Math.max(...rates.map((rate) => (rate === undefined ? 0 : dearestRate(rate, bodyBytes))));
  const perMillion =
    bodyBytes * dearest(input, cacheRead, cacheWrite, cacheWriteHour) + outputTokens * dearest(output, reasoning);
  return perMillion / 1_000_000 + requestUsd;
}

/** A tier can be cheaper than the one below it, and how many tokens the bytes will be is not known. */
function dearestRate(rate: Rate, mostTokens: number): number {
  if (typeof rate === 'number') return rate;
  const reachable = rate.tiers.filter(({ start }) => start < mostTokens);
  return Math.max(rate.base, ...reachable.map((tier) => tier.rate));
}

/** Bytes of a text in UTF-8. JSON has no lone half of a surrogate pair: it writes one as six ASCII characters. */
export function utf8Bytes(text: string): number {
  // Most bodies are plain ASCII, and k6's engine takes 0.1 µs a character in JavaScript.
  if (!/[^ -~]/.test(text)) return text.length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isHalfOfPair = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isHalfOfPair ? 2 : 3;
  }
  return bytes;
}
