/**
 * Writes the price table that estimates and scripts read: the list prices of `@pydantic/genai-prices`, without what only
 * people read. `npm run prices` refreshes it alone, after another version of the package was installed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProvider } from '@pydantic/genai-prices';

const root = path.dirname(fileURLToPath(import.meta.url));
const packageName = '@pydantic/genai-prices';

/** When each version was published: the package does not say so itself (`npm view @pydantic/genai-prices time`). */
const published = { '0.1.8': '2026-09-23' };

/** The package lists no providers: a test holds that none is left out. */
const providerIds = [
  ...['anthropic', 'arcee', 'avian', 'aws', 'azure', 'baseten', 'cerebras', 'cloudflare', 'cohere', 'cursor'],
  ...['deepseek', 'doubleword', 'fireworks', 'github-copilot', 'google', 'groq', 'huggingface_cerebras'],
  ...['huggingface_fireworks-ai', 'huggingface_groq', 'huggingface_hyperbolic', 'huggingface_nebius'],
  ...['huggingface_novita', 'huggingface_nscale', 'huggingface_ovhcloud', 'huggingface_publicai'],
  ...['huggingface_sambanova', 'huggingface_together', 'minimax', 'mistral', 'modal', 'moonshotai', 'novita', 'openai'],
  ...['openrouter', 'ovhcloud', 'perplexity', 'quicksilverpro', 'together', 'typesafe', 'voyageai', 'x-ai', 'zai'],
  'zhipuai',
];

/** The package's key for a price → ours, and what one of ours is made of. */
const prices = {
  input_mtok: 'input',
  output_mtok: 'output',
  cache_read_mtok: 'cacheRead',
  cache_write_mtok: 'cacheWrite',
  cache_write_1h_mtok: 'cacheWriteHour',
  output_reasoning_mtok: 'reasoning',
};

async function priceTable() {
  const { version } = JSON.parse(await readFile(path.join(root, 'node_modules', packageName, 'package.json'), 'utf8'));
  const date = published[version];
  if (date === undefined) throw new Error(`prices.mjs does not know when ${packageName} ${version} was published`);
  return { source: `${packageName} ${version}`, date, providers: providerIds.map(providerRow) };
}

export async function writePrices() {
  const file = path.join(root, 'dist/lib/prices.json');
  const table = await priceTable();
  await mkdir(path.dirname(file), { recursive: true });
  // Each provider's models are a text of their own: lib/cost/parse-price-table.ts says why.
  const providers = table.providers.map((provider) => ({ ...provider, models: JSON.stringify(provider.models) }));
  await writeFile(file, JSON.stringify({ ...table, providers }));
  return { file: path.relative(root, file), table };
}

function providerRow(id) {
  const provider = findProvider({ providerId: id });
  if (provider?.id !== id) throw new Error(`${packageName} has no provider ${id}`);
  return {
    id,
    name: provider.name,
    api: provider.api_pattern,
    named: provider.provider_match,
    owns: provider.model_match,
    fallbacks: provider.fallback_model_providers,
    models: provider.models.map(({ id: model, match, prices: of }) => ({
      id: model,
      match,
      prices: Array.isArray(of) ? of.map(conditional) : priceRow(of),
    })),
  };
}

function conditional({ constraint, prices: of }) {
  const price = priceRow(of);
  if (constraint === undefined) return { price };
  if (constraint.type === 'start_date') return { price, fromMs: Date.parse(constraint.start_date) };
  const [startMs, endMs] = [constraint.start_time, constraint.end_time].map(sinceMidnight);
  return { price, daily: { startMs, endMs } };
}

function sinceMidnight(time) {
  const ms = Date.parse(`1970-01-02T${time}`);
  if (Number.isNaN(ms)) throw new Error(`${packageName}: ${time} is no time of day`);
  return ms % 86_400_000;
}

function priceRow(of) {
  const rates = Object.entries(prices).flatMap(([theirs, ours]) =>
    of[theirs] === undefined ? [] : [[ours, rate(of[theirs])]],
  );
  const perThousand = of.requests_kcount;
  return { ...Object.fromEntries(rates), ...(perThousand === undefined ? {} : { requestUsd: perThousand / 1000 }) };
}

function rate(value) {
  if (typeof value === 'number') return value;
  const tiers = value.tiers.map(({ start, price }) => ({ start, rate: price })).sort((a, b) => a.start - b.start);
  return { base: value.base, tiers };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, table } = await writePrices();
  const models = table.providers.reduce((sum, provider) => sum + provider.models.length, 0);
  console.log(`${file}: ${models} models of ${table.providers.length} providers, ${table.source} of ${table.date}`);
}
