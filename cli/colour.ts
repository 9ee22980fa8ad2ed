import { styleText } from 'node:util';
import type { Io, Output } from './io.ts';

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours a text for a terminal; for pipes, files and people who set NO_COLOR it stays as it is. */
export function painter(stream: Output, { env }: Pick<Io, 'env'>): (colour: Colour, text: string) => string {
  const coloured = takesColour(stream, { env });
  // Whether this stream takes colours was just decided; Node would ask process.stdout.
  return (colour, text) => (coloured ? styleText(colour, text, { validateStream: false }) : text);
}

export function takesColour(stream: Output, { env }: Pick<Io, 'env'>): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
