import type { IncomingMessage } from 'node:http';
import type { Api, ApiPath, Asked } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import { Failure } from './failure.ts';

/** A request to an API; with `call` it fetches the answer to an earlier one that was sent on by 303. */
export interface ApiRoute {
  api: Api;
  asked: Asked;
  /** As it was asked, without its query. */
  path: string;
  call?: string;
}

export type Route = { page: 'health' | 'models' } | ApiRoute;

const pages = [
  { path: '/health', page: 'health' },
  { path: '/v1/models', page: 'models' },
] as const;

const routes = apis.flatMap((api) => api.paths.map((at) => ({ api, at, pattern: patternOf(at) })));

function patternOf({ path }: ApiPath): RegExp {
  const literals = path.split('{model}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('([^/]+)')}$`);
}

/** Where the answer to a call can be fetched by GET: at its own path, as Modal does it. */
export function callPath({ path, asked }: ApiRoute, id: string): string {
  const query = new URLSearchParams(asked.query);
  query.set('sim_call', id);
  return `${path}?${query}`;
}

/** What a request asks for. */
export function findRoute(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Route {
  const method = request.method ?? '';
  const [path = '', search = ''] = (request.url ?? '').split('?', 2);
  const page = pages.find((one) => one.path === path);
  if (page !== undefined) {
    if (method !== 'GET') throw wrongMethod(path, 'GET', method);
    return { page: page.page };
  }
  for (const { api, at, pattern } of routes) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const query = new URLSearchParams(search);
    const call = method === 'GET' ? query.get('sim_call') : null;
    if (method !== 'POST' && call === null) throw wrongMethod(path, 'POST', method);
    const asked: Asked = { query, headers: request.headers };
    if (match[1] !== undefined) asked.model = decoded(match[1]);
    if (at.stream !== undefined) asked.stream = at.stream;
    return { api, path, asked, ...(call === null ? {} : { call }) };
  }
  const known = [...pages.map((one) => `GET ${one.path}`), ...routes.map(({ at }) => `POST ${at.path}`)];
  throw new Failure('not_found', 404, `unknown path ${method} ${path.slice(0, 200)}: known are ${known.join(', ')}`);
}

function wrongMethod(path: string, allow: string, method: string): Failure {
  return new Failure('wrong_method', 405, `${path} takes ${allow}, not ${method}`, { headers: { allow } });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    const seen = segment.slice(0, 100);
    throw new Failure('bad_request', 400, `the model's name in the path, ${seen}, is not well percent-encoded`);
  }
}
