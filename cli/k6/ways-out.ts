import { oldestGo } from './go.ts';

/** Three ways to a usable k6, as the end of an error. */
export const waysOut = `; any of these helps:
  install Go ${oldestGo} or newer (https://go.dev/dl), and k6-llm builds k6 by itself
  put a k6 that has k6/x/sse on PATH
  set K6_BIN to the path of such a k6`;
