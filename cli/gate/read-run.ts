import path from 'node:path';
import type { EvidencedRun } from '../../lib/analysis/gate/judge-scenario.ts';
import type { PolicyObjective } from '../../lib/analysis/gate/policy-objective.ts';
import { createRunEvidence, type RunEvidence } from '../../lib/analysis/gate/run-evidence.ts';
import { standingOf } from '../../lib/analysis/gate/standing.ts';
import type { SubjectSettings } from '../../lib/analysis/gate/subjects.ts';
import type { Report } from '../../lib/report/report.ts';
import { wrongUse } from '../cli-error.ts';
import { resultFiles } from '../record/folder.ts';
import { summaryBeside } from '../record/summary-beside.ts';
import type { ResultsFile } from '../results/find-files.ts';
import { readResults } from '../results/read-results.ts';
import { createRecordFacts } from './record-facts.ts';

/** What is wanted of a scenario, and how it is meant. */
export interface Wanted {
  objectives: (scenario: string) => PolicyObjective[];
  settings: SubjectSettings;
}

export interface ReadRun extends EvidencedRun {
  scenario: string;
  summary: Report | undefined;
}

/** One results file with the summary beside it → one run, read once and in constant memory but for what is judged. */
export async function readRun(
  file: ResultsFile,
  io: { cwd: string; stdin: { fd?: number } },
  wanted: Wanted,
): Promise<ReadRun> {
  const summary = await summaryBeside(file);
  const windows = summary?.windows ?? [];
  let scenario = summary?.scenario;
  let evidence: RunEvidence | undefined;
  const record = createRecordFacts();
  const given = typeof file.source === 'number' ? '-' : file.name;
  const read = await readResults([given], io, {
    onRow(row) {
      scenario ??= row.scenario;
      evidence ??= createRunEvidence(wanted.objectives(scenario), windows, wanted.settings);
      record.takeRow(row);
      evidence.take(row);
    },
    onPoint: record.points,
  });
  const facts = record.end(read);
  if (summary === undefined && facts.begun === 0 && read.truncated.length === 0) {
    throw wrongUse(
      `${file.name}: holds no exchange with an LLM (${read.points} samples of other metrics); accepted is what a scenario ` +
        'of k6-llm leaves',
    );
  }
  const { verdict, notes } = standingOf(facts, summary && { ...summary, finished: summary.counts.finished });
  if (read.badLines.count > 0)
    notes.push(`${read.badLines.count} lines of its record are none of k6's, and were passed over`);
  return {
    name: runName(file.name),
    scenario: scenario ?? 'unknown',
    started: facts.started,
    finished: facts.finished,
    standing: verdict,
    notes,
    windows,
    summary,
    evidence: evidence ?? createRunEvidence(wanted.objectives(scenario ?? ''), windows, wanted.settings),
  };
}

/** A run is its folder, where it is the usual file in one. */
function runName(file: string): string {
  return path.basename(file) === resultFiles.points && path.dirname(file) !== '.' ? path.dirname(file) : file;
}
