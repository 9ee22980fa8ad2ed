/** A file tells its zone by its folder alone. */
export type Zone = 'pure' | 'k6' | 'scenarios' | 'cli' | 'simulator' | 'docs' | 'examples' | 'free';

export function zoneOf(file: string): Zone {
  if (file.startsWith('lib/k6/')) return 'k6';
  if (file.startsWith('lib/') || file.startsWith('thresholds/')) return 'pure';
  const [room] = file.split('/');
  return room === 'scenarios' || room === 'cli' || room === 'simulator' || room === 'docs' || room === 'examples'
    ? room
    : 'free';
}

interface Allowed {
  zones: Zone[];
  /** Names that are no path: packages, k6's modules, Node's. */
  packages: RegExp;
}

const nothing = /^$/;

/** Who may import whom: DESIGN's "import direction". */
export const allowedImports: Record<Zone, Allowed> = {
  pure: { zones: ['pure'], packages: nothing },
  k6: { zones: ['k6', 'pure'], packages: /^k6(\/|$)/ },
  scenarios: { zones: ['k6', 'pure'], packages: /^k6(\/|$)/ },
  cli: { zones: ['cli', 'pure', 'simulator'], packages: /^(node:.+|commander|esbuild|yaml|zod)$/ },
  simulator: { zones: ['simulator'], packages: /^node:/ },
  docs: { zones: ['docs', 'pure', 'cli'], packages: /^(node:.+|zod)$/ },
  // A suite imports the package as its users do, and what lies beside it.
  examples: { zones: ['examples'], packages: /^(k6(\/.*)?|k6-llm(\/.*)?)$/ },
  free: { zones: ['pure', 'k6', 'cli', 'simulator', 'docs', 'examples', 'free'], packages: /./ },
};
