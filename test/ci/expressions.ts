/** What `${{ … }}` can name. */
export type Contexts = Record<string, unknown>;

type Value = string | boolean | undefined;

/**
 * As much of GitHub's expressions as our files use: names, texts, `==`, `!=`, `!`, `&&`, `||`, `always()`, and
 * `contains(fromJSON(…), …)`. Throws for anything else, so that a test fails and does not guess.
 */
export function evaluate(expression: string, contexts: Contexts): Value {
  const tokens = expression.match(/'(?:[^']|'')*'|==|!=|&&|\|\||[!(),]|[\w.-]+/g) ?? [];
  if (tokens.join('').length !== expression.replace(/\s+(?=(?:[^']*'[^']*')*[^']*$)/g, '').length)
    throw new Error(`not understood: ${expression}`);
  let at = 0;
  const value = either();
  if (at < tokens.length) throw new Error(`not understood: ${expression}, from ${tokens[at]} on`);
  return value;

  function take(token: string): boolean {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  }

  function either(): Value {
    let left = both();
    while (take('||')) {
      const right = both();
      left = left || right;
    }
    return left;
  }

  function both(): Value {
    let left = compared();
    while (take('&&')) {
      const right = compared();
      left = left && right;
    }
    return left;
  }

  function compared(): Value {
    const left = single();
    if (take('==')) return (left ?? '') === (single() ?? '');
    if (take('!=')) return (left ?? '') !== (single() ?? '');
    return left;
  }

  function single(): Value {
    if (take('!')) return !single();
    if (take('(')) {
      const inner = either();
      if (!take(')')) throw new Error(`not closed: ${expression}`);
      return inner;
    }
    const token = tokens[at++] ?? '';
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (tokens[at] === '(') return called(token);
    return named(token);
  }

  function called(name: string): Value {
    const given: Value[] = [];
    take('(');
    while (!take(')')) {
      given.push(either());
      take(',');
    }
    if (name === 'always') return true;
    if (name === 'fromJSON') return given[0];
    if (name === 'contains') return (JSON.parse(String(given[0])) as string[]).includes(String(given[1] ?? ''));
    throw new Error(`${name}() is not understood`);
  }

  function named(path: string): Value {
    const found = path.split('.').reduce<unknown>((of, key) => (of as Contexts | undefined)?.[key], contexts);
    return found as Value;
  }
}

/** A text with its expressions replaced. */
export function fillIn(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.+?)\}\}/g, (_, inner: string) => String(evaluate(inner.trim(), contexts) ?? ''));
}
