/**
 * Ratios as they are now beside the recorded ones; all are ours ÷ another's, so more is worse.
 *
 * @param recorded figures `{ figure, value, margin }`: a margin of 0.2 lets a ratio be 20 % above the recorded one
 * @returns one entry a figure of either: `worse`, `kept`, `new` (nothing recorded), or `not measured`
 */
export function judgeRatios(recorded, measured) {
  const names = [...new Set([...recorded, ...measured].map(({ figure }) => figure))];
  return names.map((figure) => {
    const before = recorded.find((one) => one.figure === figure);
    const now = measured.find((one) => one.figure === figure);
    if (!now) return { figure, recorded: before.value, status: 'not measured' };
    if (!before) return { figure, now: now.value, status: 'new' };
    const allowed = before.value * (1 + before.margin);
    const status = now.value <= allowed ? 'kept' : 'worse';
    return { figure, recorded: before.value, now: now.value, allowed, status };
  });
}

/** Whether nothing got worse, and all that was recorded was measured. */
export const isGood = (judged) => judged.every(({ status }) => status === 'kept' || status === 'new');
