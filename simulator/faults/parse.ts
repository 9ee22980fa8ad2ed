import { type FaultKind, type FaultName, faultKinds } from './table.ts';

/** One fault as written, with its numbers filled in. */
export interface Fault {
  name: FaultName;
  effect: FaultKind['effect'];
  /** The number after `@`, or its default; 0 where none is taken. */
  argument: number;
  /** Of a stall; Infinity when none was given. */
  forMs: number;
  /** As the truth log names it: name and numbers, without the share. */
  label: string;
  /** Share of the requests that have it: 0 to 1. */
  share: number;
}

const shape = /^([a-z-]+)(?:@(\d+))?(?:\/(\d+))?(?::(\d*\.?\d+))?$/;

function parseOne(text: string): Fault {
  const match = shape.exec(text);
  if (match === null) {
    throw new Error(`fault ${JSON.stringify(text)} is not of the form name@number:share, such as reset@5:0.01`);
  }
  const [, name, argument, forMs, share] = match;
  const kind: FaultKind | undefined = faultKinds.find((one) => one.name === name);
  if (kind === undefined) {
    throw new Error(`unknown fault ${JSON.stringify(name)}: known are ${faultKinds.map((one) => one.name).join(', ')}`);
  }
  if (argument !== undefined && kind.argument === undefined) throw new Error(`fault ${name} takes no number after @`);
  if (forMs !== undefined && name !== 'stall')
    throw new Error(`fault ${name} takes no duration after /, only stall does`);
  const number = argument === undefined ? (kind.default ?? 0) : Number(argument);
  const label = kind.argument === undefined ? kind.name : `${kind.name}@${number}`;
  const fault: Fault = {
    name: kind.name as FaultName,
    effect: kind.effect,
    argument: number,
    label: forMs === undefined ? label : `${label}/${forMs}`,
    forMs: forMs === undefined ? Number.POSITIVE_INFINITY : Number(forMs),
    share: share === undefined ? 1 : Number(share),
  };
  if (fault.share > 1) throw new Error(`fault ${text}: a share is between 0 and 1`);
  if (kind.argument === 'HTTP status' && (fault.argument < 200 || fault.argument > 599)) {
    throw new Error(`fault ${text}: a status is between 200 and 599`);
  }
  return fault;
}

/** Reads `reset@5:0.01,crlf`; an empty text and `none` are no faults. */
export function parseFaults(text: string): Fault[] {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'none') return [];
  const faults = trimmed.split(',').map((one) => parseOne(one.trim()));
  const exclusive = faults.filter((fault) => fault.effect !== 'shape').reduce((sum, fault) => sum + fault.share, 0);
  if (exclusive > 1 + 1e-9) {
    throw new Error(`faults ${JSON.stringify(trimmed)}: the shares of those that end a request add up to more than 1`);
  }
  return faults;
}
