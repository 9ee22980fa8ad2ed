import type { BillLine, BillStage } from '../../lib/cost/bill.ts';
import { formatUsd } from '../../lib/metrics/format-value.ts';
import type { JudgedCosts } from './judge-costs.ts';
import { savingsFacts } from './savings-facts.ts';
import { shown } from './shown.ts';

export const lineHead = ['requests', 'priced', 'refused', 'unknown', 'cost', 'share'];

/** One way to divide the costs. */
export interface CostTable {
  title: string;
  rows: string[][];
}

/** The finished exchanges, divided in each way that there is. */
export function costTables({ bill }: JudgedCosts): CostTable[] {
  const table = (title: string, lines: BillLine[]): CostTable => ({
    title,
    rows: lines.map((line) => cells(line, bill.total.costUsd)),
  });
  return [
    table('model', bill.byModel),
    table('scenario', bill.byScenario),
    table(
      'stage',
      bill.byStage.map((stage) => ({ ...stage, name: stageName(stage, bill.byScenario.length > 1) })),
    ),
    table('outcome', bill.byOutcome),
  ].filter(({ rows }) => rows.length > 0);
}

/** `window 3, from 20 s`, with its scenario where there are several. */
function stageName({ name, scenario, window, fromMs }: BillStage, several: boolean): string {
  const from = window === undefined ? name : `${name}, from ${Math.floor(fromMs / 1000)} s`;
  return several ? `${scenario}: ${from}` : from;
}

function cells({ name, exchanges, priced, refused, unpriced, costUsd }: BillLine, totalUsd: number): string[] {
  const nothing = priced === 0;
  const cost = nothing ? (unpriced > 0 ? 'unknown' : '–') : `${unpriced > 0 ? '≥ ' : ''}${formatUsd(costUsd)}`;
  const share = nothing || totalUsd === 0 ? '–' : `${((100 * costUsd) / totalUsd).toFixed(1)} %`;
  return [shown(name), String(exchanges), String(priced), String(refused), String(unpriced), cost, share];
}

/** The single figures: label and text. */
export function costFacts({ bill, interrupted, savings, knownUsd, missing }: JudgedCosts): [string, string][] {
  const { total, perThousandRequestsUsd, perThousandAnswersUsd, perMillionOutputTokensUsd } = bill;
  const known = total.priced > 0 || interrupted.priced > 0;
  const facts: [string, string][] = [
    ['total', known ? `${missing.length > 0 ? 'at least ' : ''}${formatUsd(knownUsd)}` : knownNothing(total)],
    ['requests', counts(total)],
  ];
  if (interrupted.count > 0)
    facts.push([
      'interrupted',
      interrupted.priced === 0
        ? `${interrupted.count} more, of unknown cost`
        : `${interrupted.count} more; ${interrupted.priced} had told their usage: ${formatUsd(interrupted.costUsd)}, in the total`,
    ]);
  if (perThousandRequestsUsd !== undefined) facts.push(['per 1,000 requests', formatUsd(perThousandRequestsUsd)]);
  if (perThousandAnswersUsd !== undefined && bill.wastedUsd > 0)
    facts.push(['per 1,000 good answers', `${formatUsd(perThousandAnswersUsd)}, what failures cost included`]);
  if (perMillionOutputTokensUsd !== undefined)
    facts.push(['per million output tokens', `${formatUsd(perMillionOutputTokensUsd)}, their input included`]);
  if (bill.warmupUsd > 0) facts.push(['warm-up', `${formatUsd(bill.warmupUsd)}, in the total`]);
  if (total.priced > 0)
    facts.push([
      'wasted on failures',
      bill.wastedUsd === 0
        ? '$0.00'
        : `${formatUsd(bill.wastedUsd)}, ${((100 * bill.wastedUsd) / total.costUsd).toFixed(1)} % of the cost of all`,
    ]);
  if (bill.pricedAfterwards > 0)
    facts.push([
      'priced here',
      `${bill.pricedAfterwards} requests, not by the run: by their tokens and the price given`,
    ]);
  return [...facts, ...savingsFacts(savings)];
}

function knownNothing({ exchanges, refused }: BillLine): string {
  return exchanges > 0 && refused === exchanges ? '$0.00: every request was refused' : 'unknown';
}

function counts({ exchanges, priced, refused, unpriced }: BillLine): string {
  const parts = [`${priced} priced`];
  if (refused > 0) parts.push(`${refused} refused, as by a 429 (free of charge)`);
  if (unpriced > 0) parts.push(`${unpriced} of unknown cost`);
  return `${exchanges} finished: ${parts.join(', ')}`;
}
