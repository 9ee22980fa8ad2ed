/** How a workflow starts k6-llm: from the packages of the repository, or as a package of its own. */
export interface Start {
  /** `npx k6-llm` */
  command: string;
  /** Before it, if anything. */
  install?: string | undefined;
}

/**
 * The gate in GitHub Actions: every change to the suite is run, gated and kept, whatever the answer. Actions are pinned
 * by commit, nothing but reading is allowed, and a fork's pull request, which has no secrets, does not start it.
 */
export function workflowText(name: string, files: string[], { command, install }: Start): string {
  const folder = `results/${name}`;
  return `name: LLM performance

on:
  pull_request:
    # Add the folders of your prompts and of the code that calls the model.
    paths:
${files.map((file) => `      - ${JSON.stringify(file)}`).join('\n')}
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  gate:
    # A fork's pull request has no secrets.
    if: github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    timeout-minutes: 30
    env:
      LLM_BASE_URL: \${{ vars.LLM_BASE_URL }}
      LLM_MODEL: \${{ vars.LLM_MODEL }}
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0
        with:
          node-version: "22"
      - uses: actions/setup-go@4a3601121dd01d1626a1e23e37211e3254c1c06c # v6.4.0
        with:
          go-version: stable
          cache: false
      - uses: actions/cache@9255dc7a253b0ccc959486e2bca901246202afeb # v5.0.1
        with:
          path: ~/.cache/k6-llm
          key: k6-llm-\${{ runner.os }}-\${{ runner.arch }}
${install === undefined ? '' : `      - run: ${install}\n`}      - name: Build or find k6
        run: ${command} build-k6
      - name: Run
        env:
          LLM_API_KEY: \${{ secrets.LLM_API_KEY }}
        run: |
          code=0
          ${command} run ${name} --out ${folder} || code=$?
          # What the run makes of its own thresholds is for the gate to judge; a refusal or a mistake is not.
          case $code in 0 | 3 | 4) ;; *) exit "$code" ;; esac
      - name: Gate
        if: \${{ !cancelled() && hashFiles('${folder}/results.json.gz') != '' }}
        run: ${command} gate ${folder} --junit ${folder}/gate.xml --markdown ${folder}/gate.md --json ${folder}/gate.json
      - name: Step summary
        if: \${{ !cancelled() }}
        run: find ${folder} -name '*.md' -exec cat {} + >> "$GITHUB_STEP_SUMMARY" || true
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: \${{ !cancelled() }}
        with:
          name: llm-performance
          path: ${folder}
          if-no-files-found: ignore
`;
}
