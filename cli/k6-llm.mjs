#!/usr/bin/env node
import { existsSync } from 'node:fs';

// The sources are TypeScript, which Node 20 does not run: what runs is the bundle.
const bundle = new URL('../dist/cli.js', import.meta.url);

if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  console.error('k6-llm: dist/cli.js is missing; run `npm run build` in the folder of k6-llm (`npm ci` does it too)');
  process.exitCode = 2;
}
