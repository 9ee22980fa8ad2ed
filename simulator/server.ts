import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openaiChat } from './apis/openai-chat/openai-chat.ts';
import { nowMs } from './clock.ts';
import { resolveConfig } from './config.ts';
import { serve } from './exchange/serve.ts';
import { createShared } from './exchange/shared.ts';
import { authorise } from './http/authorise.ts';
import { Failure } from './http/failure.ts';
import { listen } from './http/listen.ts';
import { findRoute } from './http/routes.ts';
import { sendWhole } from './http/send.ts';
import { modelList } from './models.ts';
import type { SimulatorConfig } from './options.ts';
import { createStats, type Stats } from './stats.ts';
import { createTruth, type TruthRecord } from './truth.ts';
import { createTruthLog } from './truth-log.ts';

/** A simulator that listens. */
export interface Simulator {
  /** `http://127.0.0.1:<port>`, without a path. */
  url: string;
  port: number;
  /** The settings in force. */
  config: SimulatorConfig;
  /** Finished requests, oldest first, the latest `keepTruth` of them. */
  truth: readonly TruthRecord[];
  stats(): Stats;
  /** Resolves when no request is open: after it the truth of every answered request is there. */
  idle(): Promise<void>;
  /** Cuts every open connection, writes the truth file out and frees the port. */
  close(): Promise<void>;
}

function idOf(request: IncomingMessage, index: number, seed: number): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\x21-\x7e]{1,200}$/.test(given) ? given : `sim-${seed}-${index}`;
}

/** Starts a simulated LLM endpoint; every setting is in `options.ts`. Rejects with a clear error when it cannot listen. */
export async function startSimulator(given: Partial<SimulatorConfig> = {}): Promise<Simulator> {
  const config = resolveConfig(given);
  const shared = createShared(config);
  const stats = createStats();
  const log = createTruthLog(config);
  const open = new Set<() => void>();
  let waiting: (() => void)[] = [];
  let accepted = 0;

  function page(request: IncomingMessage, response: ServerResponse, name: 'health' | 'models'): void {
    if (name === 'models') authorise(request, config.apiKey);
    const body = name === 'health' ? '{"status":"ok"}' : modelList(config.model);
    sendWhole(response, 200, 'application/json', body);
  }

  const server = createServer((request, response) => {
    const acceptedMs = nowMs();
    try {
      const route = findRoute(request);
      if ('page' in route) return page(request, response, route.page);
      const index = accepted++;
      const id = idOf(request, index, config.seed);
      const truth = createTruth({ id, index, api: route.api.name, acceptedMs }, (record) => {
        stats.add(record);
        log.add(record);
      });
      const stop = serve(shared, route, request, response, truth, () => {
        open.delete(stop);
        if (open.size > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      });
      open.add(stop);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      sendWhole(response, error.status, 'application/json', openaiChat.failure(error), error.headers);
    }
  });
  // Pipelined requests each watch their connection.
  server.on('connection', (socket) => socket.setMaxListeners(0));
  // A client that pools connections must not meet one that is just being closed: leave that to the client.
  server.keepAliveTimeout = 600_000;
  server.requestTimeout = 30_000;

  try {
    await listen(server, config);
  } catch (error) {
    log.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // the latest first: those that wait must not be given the slots of those that are cut
    for (const stop of [...open].reverse()) stop();
    server.closeAllConnections();
    shared.model.pump.stop();
    shared.cached.pump.stop();
    await closed;
    log.close();
  }

  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    port,
    config,
    truth: log.records,
    stats: () => stats.read(accepted, open.size, shared.model.engine.load()),
    idle: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
