import type { IncomingMessage } from 'node:http';
import type { Api } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import { Failure } from './failure.ts';

/** A request to an API; with `call` it fetches the answer to an earlier one that was sent on by 303. */
export interface ApiRoute {
  api: Api;
  call?: string;
}

export type Route = { page: 'health' | 'models' } | ApiRoute;

/** Where the answer to a call can be fetched by GET: at its own path, as Modal does it. */
export function callPath(api: Api, id: string): string {
  return `${api.path}?sim_call=${encodeURIComponent(id)}`;
}

/** What a request asks for; of the query string only the call that is fetched plays a part. */
export function findRoute(request: Pick<IncomingMessage, 'method' | 'url'>): Route {
  const method = request.method ?? '';
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const call = new URLSearchParams(query).get('sim_call');
  const fetched = call === null || method !== 'GET' ? undefined : apis.find((api) => api.path === path);
  if (fetched !== undefined && call !== null) return { api: fetched, call };
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
