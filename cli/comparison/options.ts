import { type FigureName, figureNames, figureRow, mostGated } from '../../lib/analysis/comparison/figures.ts';
import { nearest } from '../../lib/options/nearest.ts';
import { wrongUse } from '../cli-error.ts';

/** `ttft.p50,total.p50` → the figures that decide. */
export function parseGated(text: string): FigureName[] {
  const names = [...new Set(text.split(',').map((name) => figureNamed('--gate', text, name.trim())))];
  if (names.length > mostGated)
    throw wrongUse(
      `--gate=${text}: ${names.length} figures; accepted are at most ${mostGated}, for each more makes a false alarm likelier`,
    );
  return names;
}

/** `ttft.p50=5%` → 0.05 of that figure; of a share `failures=1%` is one point. */
export function parseEffects(texts: readonly string[]): Partial<Record<FigureName, number>> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, amount] = /^([^=]+)=(\d+(?:\.\d+)?)\s*%$/.exec(text) ?? [];
      const percent = Number(amount);
      if (name === undefined || !(percent > 0 && percent < 100))
        throw wrongUse(
          `--effect=${text}: accepted is a figure and a change above 0 and below 100 %, such as ttft.p50=10% or failures=1%`,
        );
      return [figureNamed('--effect', text, name.trim()), percent / 100];
    }),
  );
}

function figureNamed(flag: string, text: string, name: string): FigureName {
  if ((figureNames as string[]).includes(name)) return name as FigureName;
  throw wrongUse(
    `${flag}=${text}: ${name || 'nothing'} is no figure${nearest(name, figureNames)}; accepted is one of ${figureNames.join(', ')}`,
  );
}

/** For the help: each figure that can decide. */
export function figuresHelp(): string {
  return figureNames.map((name) => `  ${name.padEnd(18)} ${figureRow(name).words}`).join('\n');
}
