import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a shell script that can be run by its name. */
export function program(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const output = '{"module":"github.com/k6-llm/k6-llm/extension/internal/points.New","version":"","outputs":["points"]}';
const extension = '{"module":"github.com/k6-llm/k6-llm/extension","version":"","imports":["k6/x/sse"]}';

/** What `k6 version --json` says. */
export const k6Versions = {
  ours: `{"version":"v2.2.0","extensions":[${extension},${output}]}`,
  community: '{"version":"v2.2.0","extensions":[{"module":"github.com/phymbert/xk6-sse","imports":["k6/x/sse"]}]}',
  stock: '{"version":"v2.2.0"}',
};

/** A k6 that says so much of itself, and runs nothing. */
export function fakeK6(folder: string, version: keyof typeof k6Versions): string {
  return program(folder, 'k6', `echo '${k6Versions[version]}'`);
}

/** A Go that "builds" by writing the script of a k6 to where `-o` points. */
export function fakeGo(folder: string, version: string, build = 'echo built'): string {
  return program(
    folder,
    'go',
    `case "$1" in
version) echo "go version go${version} linux/amd64" ;;
build)
  while [ "$1" != -o ]; do shift; done
  target="$2"
  ${build}
  printf '#!/bin/sh\\necho %s\\n' "'${k6Versions.ours}'" > "$target"
  chmod +x "$target" ;;
esac`,
  );
}
