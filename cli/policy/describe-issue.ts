import type { z } from 'zod';
import { nearest } from '../../lib/options/nearest.ts';

type Issue = z.core.$ZodIssue;

/** The first thing that is wrong with a policy, as one line: where, what was seen, what is accepted. */
export function describeIssue(issues: Issue[], policy: unknown): string {
  return describe(issues[0] as Issue, [], policy);
}

function describe(issue: Issue, before: PropertyKey[], policy: unknown): string {
  const where = [...before, ...issue.path];
  const place = spellPath(where);
  const saw = shown(valueAt(policy, where));
  switch (issue.code) {
    case 'invalid_union': {
      const branch = bestBranch(issue.errors);
      return branch === undefined
        ? `${place} is ${saw}; accepted is another kind of value`
        : describe(branch, where, policy);
    }
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      const known = knownKeys[keyOfPlace(where)] ?? [];
      const inside = where.length === 0 ? '' : `${place}.`;
      if (/key|secret|token|password/i.test(key) && where[0] === 'target')
        return `${inside}${key}: a policy is committed; accepted is the variable LLM_API_KEY`;
      return `${inside}${key} is unknown${nearest(key, known)}; accepted is one of ${known.join(', ')}`;
    }
    case 'invalid_type':
      return `${place || 'it'} is ${saw}; accepted is ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
    case 'too_small':
      if (issue.origin === 'string') return `${place} is empty; accepted is a text`;
      return `${place} is ${saw}; accepted is a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `${place} is ${saw}; accepted is a number of at most ${issue.maximum}`;
    case 'custom': {
      const text = issue.params?.saw as string | undefined;
      return text === undefined ? `${place} ${issue.message}` : `${place} is \`${oneLine(text)}\`: ${issue.message}`;
    }
    default:
      return `${place} is ${saw}: ${issue.message}`;
  }
}

const kinds: Record<string, string> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

/** The alternative that was meant: the one that got furthest before it was refused. */
function bestBranch(branches: Issue[][]): Issue | undefined {
  const firsts = branches.flatMap(([first]) => (first === undefined ? [] : [first]));
  const deeper = firsts.find(({ code, path }) => code !== 'invalid_type' || path.length > 0);
  return deeper ?? firsts[0];
}

const knownKeys: Record<string, string[]> = {
  '': [
    'target',
    'options',
    'scenarios',
    'slos',
    'goodput',
    'rateLimitsFail',
    'confidence',
    'budgetUsd',
    'baseline',
    'reports',
  ],
  target: ['baseUrl', 'model', 'protocol'],
  'scenarios.*': ['script', 'options', 'slos', 'stages'],
  goodput: ['timeToFirstToken', 'timePerOutputToken', 'total'],
  reports: ['junit', 'markdown', 'json'],
  slo: ['slo', 'name'],
};

function keyOfPlace(where: PropertyKey[]): string {
  if (where[0] === 'scenarios' && where.length === 2) return 'scenarios.*';
  return typeof where.at(-1) === 'number' ? 'slo' : where.join('.');
}

/** `scenarios.fixed.slos[1]`. */
export function spellPath(where: PropertyKey[]): string {
  return where.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`),
    '',
  );
}

function valueAt(value: unknown, where: PropertyKey[]): unknown {
  return where.reduce<unknown>((inside, part) => (inside as Record<PropertyKey, unknown> | undefined)?.[part], value);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : oneLine(JSON.stringify(value) ?? String(value));
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
