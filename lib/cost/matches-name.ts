import type { NameRule } from './price-table.ts';

export function matchesName(rule: NameRule, name: string): boolean {
  if ('or' in rule) return rule.or.some((part) => matchesName(part, name));
  if ('and' in rule) return rule.and.every((part) => matchesName(part, name));
  if ('regex' in rule) return new RegExp(rule.regex).test(name);
  const lower = name.toLowerCase();
  if ('equals' in rule) return lower === rule.equals.toLowerCase();
  if ('starts_with' in rule) return lower.startsWith(rule.starts_with.toLowerCase());
  if ('ends_with' in rule) return lower.endsWith(rule.ends_with.toLowerCase());
  return 'contains' in rule && lower.includes(rule.contains.toLowerCase());
}
