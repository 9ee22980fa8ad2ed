/** Calls of clients that never come back are forgotten, the oldest first. */
const most = 1000;

/** Requests that were sent on by 303, until they are fetched where they were sent: a GET has no body of its own. */
export interface ParkedCalls {
  park(id: string, body: string): void;
  /** The body, once. */
  take(id: string): string | undefined;
}

export function createParkedCalls(): ParkedCalls {
  const bodies = new Map<string, string>();
  return {
    park(id, body) {
      bodies.set(id, body);
      const [oldest] = bodies.keys();
      if (bodies.size > most && oldest !== undefined) bodies.delete(oldest);
    },
    take(id) {
      const body = bodies.get(id);
      bodies.delete(id);
      return body;
    },
  };
}
