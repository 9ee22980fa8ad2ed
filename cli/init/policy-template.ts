import { stringify } from 'yaml';
import type { Policy, PolicyScenario } from '../../lib/analysis/gate/policy.ts';

export const policyFormats = ['ts', 'yaml', 'json'] as const;
export type PolicyFormat = (typeof policyFormats)[number];

/** What a first gate asks for. 300 requests are enough to decide each of these; k6-llm says so where they are not. */
const slos = ['ttft.p95 < 3s', 'total.p95 < 15s', 'goodput > 90%'];
const options = { users: 10, requests: 300, maxTokens: 128, thresholds: 'outcomes' };
const forAll = { slos: ['failures < 2%'], goodput: { timeToFirstToken: '3s', total: '15s' } };

/** The policy of a suite with one scenario. */
export function policyText(format: PolicyFormat, name: string, script: string, schema: string): string {
  if (format === 'ts') return typeScript(name, script);
  const scenario: PolicyScenario = { script, options, slos };
  const policy: Policy = { scenarios: { [name]: scenario }, ...forAll };
  if (format === 'json') return `${JSON.stringify({ $schema: schema, ...policy }, null, 2)}\n`;
  return `# yaml-language-server: $schema=${schema}\n${comments.map((line) => `# ${line}`).join('\n')}\n${stringify(policy)}`;
}

const comments = [
  'What is loaded, and what it must keep. `k6-llm run` and `k6-llm gate` read this file.',
  'The endpoint comes from LLM_BASE_URL and LLM_MODEL, or from a `target` here; the key only from LLM_API_KEY.',
];

function typeScript(name: string, script: string): string {
  const list = (items: string[]): string => `[${items.map(quoted).join(', ')}]`;
  const object = (of: Record<string, string | number>): string =>
    `{ ${Object.entries(of)
      .map(([key, value]) => `${key}: ${typeof value === 'string' ? quoted(value) : value}`)
      .join(', ')} }`;
  return `import { defineConfig } from 'k6-llm/config';

${comments.map((line) => `// ${line}`).join('\n')}
export default defineConfig({
  scenarios: {
    ${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)}: {
      script: ${quoted(script)},
      options: ${object(options)},
      slos: ${list(slos)},
    },
  },
  slos: ${list(forAll.slos)}, // and 'cost.total < 10', where the model has a price
  goodput: ${object(forAll.goodput)},
});
`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
