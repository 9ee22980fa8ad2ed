import sse, { type Shared } from 'k6/x/sse';

/** Process-wide state; undefined without our extension. */
export const shared: Shared | undefined = 'shared' in sse ? sse.shared : undefined;
