/** What went wrong, in no API's words yet. */
export type FailureKind =
  | 'auth_missing'
  | 'auth_wrong'
  | 'bad_request'
  | 'not_found'
  | 'wrong_method'
  | 'too_large'
  | 'rate_limited'
  | 'tokens_limited'
  | 'quota'
  | 'overloaded'
  | 'loading'
  | 'not_ready'
  | 'injected';

/** The limit that refused a request, for APIs that name it in the reply. */
export interface RefusedBy {
  dimension: 'requests' | 'tokens';
  /** As it is told. */
  limit?: number;
  windowMs: number;
  /** When to come back; absent where nobody tells. */
  waitMs?: number;
}

interface More {
  param?: string;
  headers?: Record<string, string>;
  refusedBy?: RefusedBy;
}

/** An error reply before any answer; each API has its own shape for it. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  /** The request's field at fault. */
  readonly param: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly refusedBy: RefusedBy | undefined;

  constructor(kind: FailureKind, status: number, message: string, more: More = {}) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.param = more.param;
    this.headers = more.headers ?? {};
    this.refusedBy = more.refusedBy;
  }
}
