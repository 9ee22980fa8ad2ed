import { type Case, cases } from '../../lib/cost/estimate/bounds.ts';
import { totalsOf } from '../../lib/cost/estimate/request-group.ts';
import { type Saving, savedShare } from '../../lib/cost/estimate/savings.ts';
import { formatUsd } from '../../lib/metrics/format-value.ts';
import { textTable, wrap } from '../../lib/report/text-table.ts';
import type { painter } from '../colour.ts';
import type { Estimate, ModelEstimate } from './estimate-models.ts';

type Paint = ReturnType<typeof painter>;

/** The estimate as people read it. */
export function renderEstimate(estimate: Estimate, paint: Paint): string {
  const { plan, models, savings, budget } = estimate;
  const columns: Case[] = plan.isExact ? ['expected'] : [...cases];
  const title = plan.scenario === undefined ? plan.about : `${plan.scenario}: ${plan.about}`;
  const volumes = plan.isExact ? [] : volumeRows(estimate, columns);
  const [head = '', ...rows] = textTable([
    ['', ...(plan.isExact ? ['cost', 'per 1,000'] : columns)],
    ...volumes,
    ...models.map((model) => modelRow(model, estimate, columns)),
  ]);
  const lines = [...wrap(title, 2).map((line) => paint('bold', line)), '', paint('dim', head), ...rows];
  if (volumes.length > 0) lines.splice(-models.length, 0, '');
  const section = (heading: string, pairs: [string, string][]): void => {
    if (pairs.length === 0) return;
    const width = Math.max(...pairs.map(([name]) => name.length)) + 2;
    lines.push('', paint('bold', heading));
    for (const [name, words] of pairs) lines.push(...wrap(`  ${name.padEnd(width)}${words}`, width + 2));
  };
  section('Unknown', unknowns(models));
  section('What it stands on', [...plan.assumptions, ...priceWords(models)]);
  section(
    `What would save, of ${savings.of}`,
    savings.list.map((saving) => savingWords(saving, estimate)),
  );
  if (budget !== undefined) section('Budget', [[formatUsd(budget.usd), budgetWords(budget, plan.isExact === true)]]);
  return `${lines.join('\n')}\n`;
}

function volumeRows({ plan: { volume } }: Estimate, columns: Case[]): string[][] {
  const totals = columns.map((which) => totalsOf(volume[which]));
  const each = (sum: number, billed: number): string => (billed === 0 ? '–' : counted(sum / billed));
  return [
    ['requests', ...totals.map(({ requests }) => counted(requests))],
    ['input tokens each', ...totals.map(({ inputTokens, billed }) => each(inputTokens, billed))],
    ['output tokens each', ...totals.map(({ outputTokens, billed }) => each(outputTokens, billed))],
  ];
}

function modelRow({ model, costUsd }: ModelEstimate, { plan }: Estimate, columns: Case[]): string[] {
  if (costUsd === undefined) return [model, 'unknown'];
  if (!plan.isExact) return [model, ...columns.map((which) => formatUsd(costUsd[which]))];
  const { requests } = totalsOf(plan.volume.expected);
  return [model, formatUsd(costUsd.expected), requests === 0 ? '–' : formatUsd((costUsd.expected / requests) * 1000)];
}

function unknowns(models: ModelEstimate[]): [string, string][] {
  return models.flatMap(({ model, price, costUsd }): [string, string][] =>
    costUsd === undefined ? [[model, String(price)]] : [],
  );
}

function priceWords(models: ModelEstimate[]): [string, string][] {
  const sources = new Set<string>();
  for (const { price, costUsd } of models) {
    if (typeof price === 'string' || costUsd === undefined) continue;
    const { source } = price;
    sources.add(source.kind === 'list' ? `list prices of ${source.table} (${source.date})` : source.option);
  }
  return sources.size === 0 ? [] : [['prices', [...sources].join('; ')]];
}

function savingWords(saving: Saving, { models, savings, plan }: Estimate): [string, string] {
  const full = models.find(({ model }) => model === savings.of)?.costUsd?.expected ?? 0;
  if (saving.kind === 'cache') {
    return ['a prompt cache', `saves ${formatUsd(saving.savedUsd)}, which is taken off above`];
  }
  const { costUsd } = saving;
  const share = savedShare(full, costUsd.expected);
  const words = `${formatUsd(costUsd.expected)} in place of ${formatUsd(full)}${share === undefined ? '' : `, ${Math.round(share * 100)} % less`}`;
  if (saving.kind === 'model') return [saving.model, `${words}, with as many tokens`];
  return [plan.isExact ? `${saving.maxTokens} output tokens` : `--max-tokens ${saving.maxTokens}`, words];
}

function budgetWords({ share }: NonNullable<Estimate['budget']>, isExact: boolean): string {
  if (share.worst === 1) return isExact ? 'pays for it' : 'pays for the worst case';
  if (isExact) return `pays for ${percent(share.expected)} of it`;
  const stopped = `at worst it stops the run after ${percent(share.worst)} of it`;
  return share.expected === 1
    ? `pays for what is expected; ${stopped}`
    : `pays for ${percent(share.expected)} of what is expected; ${stopped}`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 ? Math.floor(value) : value.toPrecision(2)} %`;
}

/** With a comma at each thousand. */
function counted(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
