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

/** An error reply before any answer; each API has its own shape for it. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  /** The request's field at fault. */
  readonly param: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: FailureKind,
    status: number,
    message: string,
    more: { param?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.param = more.param;
    this.headers = more.headers ?? {};
  }
}
