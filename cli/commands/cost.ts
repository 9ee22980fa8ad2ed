import { Command } from 'commander';
import { wrongUse } from '../cli-error.ts';
import { painter } from '../colour.ts';
import type { CommandContext } from '../command-context.ts';
import { costsAsJson } from '../cost/costs-as-json.ts';
import { judgeCosts } from '../cost/judge-costs.ts';
import { createPricer, parseGivenPrices } from '../cost/pricer.ts';
import { readCosts } from '../cost/read-costs.ts';
import { renderCosts, renderCostsMarkdown } from '../cost/render-costs.ts';
import type { Io } from '../io.ts';
import { readPriceTable } from '../price-table.ts';

interface Given {
  maxCost?: string;
  price?: string[];
  listPrices?: boolean;
  json?: boolean;
  markdown?: boolean;
}

export function costCommand({ io, end }: CommandContext): Command {
  const collected = (text: string, before: string[] = []): string[] => [...before, text];
  return new Command('cost')
    .summary('what a run cost, and whether that was too much')
    .description(
      "Reads k6's JSON output and says what the run cost: by model, scenario, stage and outcome. Several files are one run on several machines.",
    )
    .argument('<results...>', 'results.json, plain or packed, folders of `k6-llm run`, or - for standard input')
    .option('--max-cost <usd>', 'end with 3 above so many US dollars, with 4 where the sum is not known')
    .option(
      '--price <[model=]input/output>',
      'price, per million tokens, of requests that have none (repeat it for several models)',
      collected,
    )
    .option('--list-prices', "price the others by their model's list price")
    .option('--json', 'print the figures as JSON')
    .option('--markdown', 'print the figures as Markdown')
    .action(async (results: string[], given: Given) => {
      end(await cost(io, results, given));
    });
}

async function cost(io: Io, results: string[], given: Given): Promise<number> {
  if (given.json && given.markdown) throw wrongUse('--json and --markdown: accepted is one of the two');
  const limitUsd = given.maxCost === undefined ? undefined : parseUsd(given.maxCost);
  const prices = parseGivenPrices(given.price ?? []);
  const table = await readPriceTable();
  const pricer = createPricer(prices, given.listPrices ? table : undefined);
  const costs = judgeCosts(await readCosts(results, io, pricer, createPricer(prices, table)), limitUsd);
  const { read, bill, interrupted, verdict } = costs;
  if (bill.total.exchanges + interrupted.count + read.badRows.count + read.truncated.length === 0)
    throw wrongUse(
      `${read.files.join(', ')}: holds no request of k6-llm (points of other metrics: ${read.points}); accepted is the output of a k6-llm scenario`,
    );
  io.stdout.write(
    given.json
      ? `${JSON.stringify(costsAsJson(costs), null, 2)}\n`
      : given.markdown
        ? renderCostsMarkdown(costs)
        : renderCosts(costs, painter(io.stdout, io)),
  );
  if (verdict.status === 'unreadable') throw wrongUse(verdict.reason);
  return verdict.exitCode;
}

function parseUsd(text: string): number {
  const usd = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(usd <= 1e6)) throw wrongUse(`--max-cost ${text}: accepted is US dollars from 0 to 1000000, such as 10 or 0.5`);
  return usd;
}
