/**
 * `npm run docs` writes the pages that are made from tables in code; `npm run docs:check` fails when a page differs
 * from what the tables say.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listScenarios } from '../cli/scenario-list.ts';
import { comparisonSchemaPages } from './pages/comparison-schemas.ts';
import { costSchemaPage } from './pages/cost-schema.ts';
import { definitionsPage } from './pages/definitions.ts';
import { estimateSchemaPage } from './pages/estimate-schema.ts';
import { exitCodesPage } from './pages/exit-codes.ts';
import { gateSchemaPages } from './pages/gate-schemas.ts';
import { metricsPage } from './pages/metrics.ts';
import { optionsPage } from './pages/options.ts';
import { scenariosPage } from './pages/scenarios.ts';
import { summarySchemaPage } from './pages/summary-schema.ts';
import { readScenarioDefaults } from './scenario-defaults.ts';
import { readScenarioSamples } from './scenario-samples.ts';

// Bundled as dist/docs.js, this file lies one level below the root.
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

const scenarioDefaults = await readScenarioDefaults(path.join(root, 'scenarios'));

const pages = [
  metricsPage(),
  definitionsPage(),
  optionsPage(scenarioDefaults),
  scenariosPage({
    listed: await listScenarios(),
    defaults: scenarioDefaults,
    samples: await readScenarioSamples(path.join(root, 'docs/scenario-samples')),
  }),
  exitCodesPage(),
  summarySchemaPage(),
  ...gateSchemaPages(),
  costSchemaPage(),
  estimateSchemaPage(),
  ...comparisonSchemaPages(),
];

const check = process.argv.includes('--check');

for (const { file, text } of pages) {
  const target = path.join(root, file);
  const found = await readFile(target, 'utf8').catch(() => undefined);
  if (found === text) continue;
  if (check) {
    console.error(
      `${file} ${found === undefined ? 'is missing' : 'differs from the tables in code'}; run \`npm run docs\``,
    );
    process.exitCode = 1;
  } else {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
    console.log(`wrote ${file}`);
  }
}
