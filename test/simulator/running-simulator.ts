import { connect } from 'node:net';
import { afterEach } from 'vitest';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** A simulator that is fast unless told otherwise, and closed after the test. */
export async function start(config: Partial<SimulatorConfig> = {}): Promise<Simulator> {
  const fast = { prefillMs: 1, prefillPerTokenMs: 0, tokenMs: 1, batchSlowdown: 0, outputTokens: 4 };
  const simulator = await startSimulator({ ...fast, ...config });
  running.push(simulator);
  return simulator;
}

export const prompt = { model: 'any-model', messages: [{ role: 'user', content: 'Say hello' }] };
export const streamed = { ...prompt, stream: true, stream_options: { include_usage: true } };

export function chat(
  simulator: Simulator,
  body: unknown = streamed,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${simulator.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: wire data of any shape is looked into
export type Json = any;

/** The data of every event in a body, parsed where it is JSON. */
export function eventsOf(body: string): Json[] {
  return [...body.matchAll(/^data: (.*?)\r?$/gm)].map(([, data]) => {
    try {
      return JSON.parse(data as string);
    } catch {
      return data;
    }
  });
}

export function textOf(events: Json[]): string {
  return events.map((event) => event.choices?.[0]?.delta?.content ?? '').join('');
}

/** Sends bytes as they are and gives back all that came until the connection ended, and how it ended. */
export function raw(simulator: Simulator, bytes: string): Promise<{ text: string; ended: 'end' | string }> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(simulator.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ text, ended: error.code ?? 'error' }));
    socket.on('end', () => resolve({ text, ended: 'end' }));
  });
}

export function rawRequest(body: unknown, headers: Record<string, string> = {}): string {
  const json = JSON.stringify(body);
  const lines = Object.entries({ host: 'sim', 'content-length': String(Buffer.byteLength(json)), ...headers });
  return `POST /v1/chat/completions HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${json}`;
}
