import type { Ratio } from './statistics/ratio-of-quantiles.ts';

/** Words for numbers in findings: enough digits to read, not more than are known. */
export function spellRatio(ratio: number): string {
  return `${ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(ratio >= 1.995 ? 1 : 2)} ×`;
}

/** `1.31 × (1.12–1.60)`. */
export function spellRatioRange({ value, lower, upper }: Ratio): string {
  return `${spellRatio(value)} (${spellRatio(lower).slice(0, -2)}–${spellRatio(upper).slice(0, -2)})`;
}

/** A share from 0 to 1 as per cent. */
export function spellShare(share: number): string {
  const percent = share * 100;
  return `${percent === 0 || percent >= 9.95 ? percent.toFixed(0) : percent.toFixed(percent >= 0.095 ? 1 : 3)} %`;
}

/** Values by name, those that are not known left out. */
export function known(values: Record<string, number | undefined>): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && Number.isFinite(value)) found[name] = value;
  }
  return found;
}
