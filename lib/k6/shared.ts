import sse, { type Shared } from 'k6/x/sse';

/** Process-wide state; undefined without our extension. */
export const shared: Shared | undefined = 'shared' in sse ? sse.shared : undefined;

/** The version of the k6 in use; undefined without our extension, for k6 itself does not tell. */
export const k6Version: string | undefined = 'k6' in sse ? sse.k6 : undefined;
