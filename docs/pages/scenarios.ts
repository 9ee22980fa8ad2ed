import type { ListedScenario } from '../../cli/scenario-list.ts';
import { aboutOptions } from '../../lib/options/about.ts';
import { optionTable } from '../../lib/options/table.ts';
import { markdownTable } from '../../lib/report/markdown-table.ts';
import { generatedFrom, type Page } from '../page.ts';
import type { ScenarioDefaults } from '../scenario-defaults.ts';
import { type ScenarioWords, scenarioWords } from '../scenario-words.ts';

interface Sources {
  listed: ListedScenario[];
  defaults: ScenarioDefaults[];
  /** By scenario. */
  samples: Record<string, string>;
}

/** @throws Error when a scenario has no words or no sample, or words have no scenario */
export function scenariosPage({ listed, defaults, samples }: Sources): Page {
  const lacking = listed.find(({ name }) => scenarioWords[name] === undefined);
  if (lacking !== undefined) throw new Error(`docs/scenario-words.ts says nothing of the scenario ${lacking.name}`);
  const sections = Object.entries(scenarioWords).map(([name, words]) => {
    const question = listed.find((scenario) => scenario.name === name)?.question;
    const own = defaults.find(({ scenario }) => scenario === name);
    const sample = samples[name];
    if (question === undefined || own === undefined)
      throw new Error(`docs/scenario-words.ts is about ${name}, which is no scenario`);
    if (sample === undefined) throw new Error(`docs/scenario-samples/${name}.txt is missing`);
    return { name, question, words, own, sample };
  });
  const overview = sections.map(({ name, question }) => [`[\`${name}\`](#${name})`, question]);
  const text = `${generatedFrom('`scenarios/`', '`docs/scenario-words.ts`', '`docs/scenario-samples/`')}

# Scenarios

Each is one file in \`scenarios/\`, run by \`npx k6-llm run <name>\` or \`k6 run dist/<name>.js\`, against the endpoint that
\`LLM_BASE_URL\`, \`LLM_MODEL\` and \`LLM_API_KEY\` name. The defaults make sense unread, and cost what they cost: look at
them before you point one at an endpoint that charges. Every number is an option ([options.md](options.md)).

All of them end with one of these words: PASSED, FAILED, UNDECIDED (too few samples), INVALID (this machine or the load was not
up to it), INTERRUPTED, REFUSED or NOT BEGUN ([exit-codes.md](exit-codes.md)). That word is about the thresholds; what a scenario
finds out stands above it, and is told as undecided where the samples do not carry it: a \`step\` may find saturation and
pass.

The samples are real runs against \`k6-llm simulate\`, with schedules of seconds where yours take minutes; \`…\` marks what
was left out. \`k6-llm\` is \`npx k6-llm\`, and \`LLM_BASE_URL=http://127.0.0.1:8080/v1 LLM_MODEL=sim-small\` was set.

${markdownTable(['scenario', 'what it answers'], overview)}

${sections.map(section).join('\n\n')}
`;
  return { file: 'docs/scenarios.md', text };
}

interface Section {
  name: string;
  question: string;
  words: ScenarioWords;
  own: ScenarioDefaults;
  sample: string;
}

function section({ name, question, words, own, sample }: Section): string {
  const profiles = Object.entries(own.profiles).map(
    ([profile, pairs]) => `\`${profile}\` (${asVariables(pairs) || 'the defaults'})`,
  );
  return `## ${name}

**${question}** ${words.does}

${words.verdict}

\`\`\`sh
npx k6-llm run ${words.example}
\`\`\`

${optionsTable(words, own)}

${[
  ...restOf(words, own),
  ...(profiles.length === 0 ? [] : [`Profiles, by \`LLM_PROFILE\`: ${profiles.join(', ')}.`]),
  `\`\`\`text\n${sample}\n\`\`\``,
].join('\n\n')}`;
}

function optionsTable({ options }: ScenarioWords, { defaults }: ScenarioDefaults): string {
  const rows = options.map((key) => {
    const { env, default: common } = optionTable[key];
    const value = defaults[env] ?? common;
    return [`\`${env}\``, value === undefined ? 'not set' : `\`${value}\``, aboutOptions[key]];
  });
  return markdownTable(['option', 'default here', 'what it does'], rows);
}

/** What the scenario sets, too, so that nothing that it does is left unsaid. */
function restOf({ options }: ScenarioWords, { defaults }: ScenarioDefaults): string[] {
  const told = new Set<string>(options.map((key) => optionTable[key].env));
  const rest = Object.entries(defaults).filter(([env]) => !told.has(env));
  return rest.length === 0 ? [] : [`It sets ${asVariables(Object.fromEntries(rest))}, too.`];
}

function asVariables(pairs: Record<string, string>): string {
  return Object.entries(pairs)
    .map(([env, value]) => `\`${env}=${value}\``)
    .join(' ');
}
