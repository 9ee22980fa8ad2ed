export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Strict where XML 1.0 is: no stray `<`, `&` or `]]>`, no character that XML has not, tags that match, attributes in
 * quotes and each once. Elements, attributes and text are all it knows.
 */
export function parseXml(xml: string): XmlElement {
  const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (illegal) throw new Error(`character ${illegal[0].codePointAt(0)} at ${illegal.index}`);
  const [declaration = ''] = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(xml) ?? [];
  if (declaration === '') throw new Error('no declaration');
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const path = [top];
  const token = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  token.lastIndex = declaration.length;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    const open = path.at(-1) as XmlElement;
    if (match === null) throw new Error(`not well formed at ${at}: ${xml.slice(at, at + 40)}`);
    const [, end, name = '', attributes = '', empty, text] = match;
    if (text !== undefined) open.text += unescaped(text);
    else if (end) {
      if (open.name !== name) throw new Error(`</${name}> closes <${open.name}>`);
      open.text = open.text.trim();
      path.pop();
    } else {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      open.children.push(element);
      if (!empty) path.push(element);
    }
  }
  const [root, ...others] = top.children;
  if (path.length > 1 || root === undefined || others.length > 0) throw new Error('not exactly one element');
  return root;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w.-]+)="([^"]*)"/g)) {
    if (name in found) throw new Error(`${name} stands twice`);
    // A bare line end in an attribute is read as a space.
    found[name] = unescaped(value.replace(/[\t\n\r]/g, ' '));
  }
  return found;
}

function unescaped(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const meant = code === undefined ? entities[name] : String.fromCodePoint(Number(code));
    if (meant === undefined || !whole.endsWith(';')) throw new Error(`${whole} is no entity`);
    return meant;
  });
}
