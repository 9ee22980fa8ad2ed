import { aboutOptions } from '../../lib/options/about.ts';
import { type OptionKey, type OptionRow, optionTable } from '../../lib/options/table.ts';
import { markdownTable } from '../../lib/report/markdown-table.ts';
import { optionGroups } from '../option-groups.ts';
import { generatedFrom, type Page } from '../page.ts';
import type { ScenarioDefaults } from '../scenario-defaults.ts';

export function optionsPage(scenarios: ScenarioDefaults[]): Page {
  const defaultsByScenario = scenarios.map(({ scenario, defaults }) => [
    `\`${scenario}\``,
    Object.entries(defaults)
      .map(([env, value]) => `\`${env}=${value}\``)
      .join(' '),
  ]);
  const text = `${generatedFrom('`lib/options/table.ts`', '`lib/options/about.ts`')}

# Options

Set in the environment (\`LLM_MODEL=gpt-4o-mini k6 run dist/ramp.js\`) or as flags of \`k6-llm run\` in the same words
(\`--model gpt-4o-mini\`; secrets have no flag, for others can read a command line). The first of these that says
something wins:

1. the flag,
2. the environment; an empty value counts as not set,
3. the scenario's own default (below),
4. the default in the tables here.

A wrong value or an unknown \`LLM_*\` name stops the run before it starts: exit code 2 from \`k6-llm\`, 104 or 107 from \`k6 run\`.

## Defaults of the scenarios

${markdownTable(['scenario', 'sets'], defaultsByScenario)}

${optionGroups.map(({ title, keys }) => `## ${title}\n\n${groupTable(keys)}`).join('\n\n')}
`;
  return { file: 'docs/options.md', text };
}

function groupTable(keys: OptionKey[]): string {
  const rows = keys.map((key) => {
    const row: OptionRow<unknown> = optionTable[key];
    const byDefault = row.required ? 'required' : row.default === undefined ? 'not set' : `\`${row.default}\``;
    return [`\`${row.env}\``, aboutOptions[key], byDefault, row.kind.accepts];
  });
  return markdownTable(['option', 'what it does', 'default', 'accepted'], rows);
}
