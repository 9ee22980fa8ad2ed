import type { Window } from '../../load/load-shape.ts';

/** As much of a window as a stage is found by. */
export type StageWindow = Pick<Window, 'index' | 'name' | 'users'> & { short: boolean };

/** The windows that a policy means by `surge`, `3` or `20 users`; those that the run did not live through are not there. */
export function windowsOfStage(stage: string, windows: StageWindow[]): StageWindow[] {
  return windows.filter((window) => stageNames(window).includes(stage.trim()));
}

/** What the stages of a run may be called, for a person who called one otherwise. */
export function stageWords(windows: StageWindow[]): string {
  if (windows.length === 0) return 'its load has no stages';
  return `its stages are ${windows.map((window) => stageNames(window).at(-1)).join(', ')}`;
}

/** The most telling last. */
function stageNames({ index, name, users }: StageWindow): string[] {
  return [
    String(index + 1),
    ...(users === undefined ? [] : [`${users} ${users === 1 ? 'user' : 'users'}`]),
    ...(name === undefined ? [] : [name]),
  ];
}
