import type { IncomingMessage } from 'node:http';
import type { Api } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import { Failure } from './failure.ts';

export type Route = { page: 'health' | 'models' } | { api: Api };

/** What a request asks for; the query string plays no part. */
export function findRoute(request: Pick<IncomingMessage, 'method' | 'url'>): Route {
  const method = request.method ?? '';
  const path = (request.url ?? '').split('?')[0] ?? '';
  const table: { method: string; path: string; route: Route }[] = [
    { method: 'GET', path: '/health', route: { page: 'health' } },
    { method: 'GET', path: '/v1/models', route: { page: 'models' } },
    ...apis.map((api) => ({ method: api.method, path: api.path, route: { api } })),
  ];
  const found = table.filter((row) => row.path === path);
  const route = found.find((row) => row.method === method)?.route;
  if (route !== undefined) return route;
  if (found.length > 0) {
    const allowed = found.map((row) => row.method).join(', ');
    throw new Failure('wrong_method', 405, `${path} takes ${allowed}, not ${method}`, { headers: { allow: allowed } });
  }
  const known = table.map((row) => `${row.method} ${row.path}`).join(', ');
  throw new Failure('not_found', 404, `unknown path ${method} ${path.slice(0, 200)}: known are ${known}`);
}
