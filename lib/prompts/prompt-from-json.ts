import type { Prompt } from '../protocols/protocol.ts';

type Fields = Record<string, unknown>;
type Fail = (problem: string) => never;
type Asked = Pick<Prompt, 'user' | 'system'>;

/** The names a field may have in a file, by our own name. */
const namesOf = {
  user: ['prompt', 'user'],
  messages: ['messages'],
  system: ['system'],
  id: ['id'],
  maxTokens: ['max_tokens', 'maxTokens'],
  expect: ['expect'],
};
const known = Object.values(namesOf).flat();

/** One line's JSON value → prompt. `fail` is told what is wrong and what is accepted. */
export function promptFromJson(value: unknown, defaultId: string, fail: Fail): Prompt {
  if (typeof value === 'string') return { id: defaultId, user: filled('the prompt', value, fail) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail(`${shown(value)} is no prompt; accepted is a JSON string, {"prompt": …} or {"messages": […]}`);
  }
  const fields = value as Fields;
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) fail(`unknown field "${name}"; accepted are ${known.join(', ')}`);
  }
  const get = (field: keyof typeof namesOf): unknown => {
    const [name, other] = namesOf[field].filter((one) => one in fields);
    if (other !== undefined) fail(`both "${name}" and "${other}"; accepted is one of them`);
    return name === undefined ? undefined : (fields[name] ?? undefined);
  };

  const prompt: Prompt = { id: defaultId, ...asked(get('user'), get('system'), get('messages'), fail) };
  const id = get('id');
  if (id !== undefined) prompt.id = Number.isInteger(id) ? String(id) : filled('"id"', id, fail);
  const maxTokens = get('maxTokens');
  if (maxTokens !== undefined) {
    if (!Number.isInteger(maxTokens) || Number(maxTokens) < 1)
      fail(`max_tokens ${shown(maxTokens)}; accepted is a whole number from 1`);
    prompt.maxTokens = Number(maxTokens);
  }
  const expect = get('expect');
  if (expect !== undefined) prompt.expect = filled('"expect"', expect, fail);
  return prompt;
}

function asked(user: unknown, system: unknown, messages: unknown, fail: Fail): Asked {
  if (messages !== undefined) {
    if (user !== undefined || system !== undefined)
      fail('"messages" beside "prompt" or "system"; accepted is one of the two forms');
    return fromMessages(messages, fail);
  }
  if (user === undefined)
    fail('nothing is asked; accepted is "prompt" (or "user") with an optional "system", or "messages"');
  const prompt = { user: filled('"prompt"', user, fail) };
  return system === undefined ? prompt : { system: filled('"system"', system, fail), ...prompt };
}

function fromMessages(messages: unknown, fail: Fail): Asked {
  const list: Fields[] = Array.isArray(messages) ? messages : [];
  const roles = list.map((message) => message?.role).join();
  if (roles !== 'user' && roles !== 'system,user') {
    fail(`"messages" with the roles [${roles}]; accepted is one user message, before it at most one system message`);
  }
  return Object.fromEntries(
    list.map(({ role, content }) => [role, filled(`"content" of the ${role} message`, content, fail)]),
  ) as unknown as Asked;
}

function filled(name: string, value: unknown, fail: Fail): string {
  return typeof value === 'string' && value.trim() !== ''
    ? value
    : fail(`${name} is ${shown(value)}; accepted is a text that is not empty`);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 60);
}
