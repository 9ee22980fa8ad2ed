/** `+10.2 %` of a ratio, `+1.5 points` of a share; without its sign where it is a size. */
export function formatChange(kind: 'ratio' | 'points', value: number, signed = true): string {
  const percent = value * 100;
  const shown = Number(Math.abs(percent).toFixed(Math.abs(percent) >= 99.95 ? 0 : 1));
  const sign = signed && shown !== 0 ? (percent > 0 ? '+' : '−') : '';
  return `${sign}${shown} ${kind === 'ratio' ? '%' : shown === 1 ? 'point' : 'points'}`;
}
