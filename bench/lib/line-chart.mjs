/** A chart of lines over logarithmic axes, as SVG: measured times and loads span decades. */
const size = { width: 720, height: 360, left: 64, right: 200, top: 40, bottom: 52 };
const colours = ['#0b62a4', '#b5541c', '#2a7d3f', '#7a4fa3', '#8a6d00', '#5b6670'];

/**
 * @param chart `{ title, x, y, series }`: `x` and `y` name the axes, a series has a `name` and `points` [x, y]; points that
 * are not above 0 have no place on the axis and are left out
 */
export function lineChart({ title, x, y, series }) {
  const shown = series.map((one) => ({ ...one, points: one.points.filter(([a, b]) => a > 0 && b > 0) }));
  const points = shown.flatMap((one) => one.points);
  const across = axis(
    points.map(([a]) => a),
    [size.left, size.width - size.right],
  );
  const up = axis(
    points.map(([, b]) => b),
    [size.height - size.bottom, size.top],
  );
  const parts = [
    ...across.ticks.map((tick) => verticalLine(across.at(tick), name(tick))),
    ...up.ticks.map((tick) => horizontalLine(up.at(tick), name(tick))),
    ...shown.map((one, i) => line(one, i, across, up)),
  ];
  const { width, height, left, right, bottom } = size;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="22" font-size="14" font-weight="bold" fill="#222">${escaped(title)}</text>
${parts.join('\n')}
<text x="${(left + width - right) / 2}" y="${height - 12}" text-anchor="middle" fill="#222">${escaped(x)}</text>
<text transform="translate(16 ${(height - bottom + size.top) / 2}) rotate(-90)" text-anchor="middle" fill="#222">${escaped(y)}</text>
</svg>
`;
}

/** From the 1, 2 or 5 below the least value to the one above the greatest. */
function axis(values, [from, to]) {
  const low = stepBelow(Math.min(...values, Number.POSITIVE_INFINITY));
  const high = stepAbove(Math.max(...values, low));
  const top = high > low ? high : low * 10;
  const at = (value) => round(from + ((to - from) * Math.log(value / low)) / Math.log(top / low));
  return { at, ticks: steps(low, top) };
}

function steps(low, high) {
  const found = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high * 1.001; power++)
    for (const digit of [1, 2, 5]) found.push(Number(`${digit}e${power}`));
  return found.filter((one) => one >= low * 0.999 && one <= high * 1.001);
}

function stepBelow(value) {
  if (!Number.isFinite(value)) return 1;
  const power = Math.floor(Math.log10(value));
  const digit = [5, 2, 1].find((one) => Number(`${one}e${power}`) <= value) ?? 1;
  return Number(`${digit}e${power}`);
}

function stepAbove(value) {
  const power = Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((digit) => Number(`${digit}e${power}`)).find((one) => one >= value) ?? value;
}

function verticalLine(at, label) {
  const { top, height, bottom } = size;
  return `<path d="M${at} ${top}V${height - bottom}" stroke="#e3e3e3"/><text x="${at}" y="${height - bottom + 16}" text-anchor="middle" fill="#555">${label}</text>`;
}

function horizontalLine(at, label) {
  const { left, width, right } = size;
  return `<path d="M${left} ${at}H${width - right}" stroke="#e3e3e3"/><text x="${left - 8}" y="${at + 4}" text-anchor="end" fill="#555">${label}</text>`;
}

function line({ name, points }, index, across, up) {
  const colour = colours[index % colours.length];
  const places = points.map(([a, b]) => `${across.at(a)},${up.at(b)}`);
  const dots = places.map((place) => place.split(',')).map(([a, b]) => `<circle cx="${a}" cy="${b}" r="3"/>`);
  const y = size.top + 12 + index * 20;
  const x = size.width - size.right + 16;
  return `<g fill="${colour}"><polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${index % 2 ? ' stroke-dasharray="6 4"' : ''}/>${dots.join('')}<circle cx="${x}" cy="${y - 4}" r="4"/><text x="${x + 10}" y="${y}">${escaped(name)}</text></g>`;
}

const name = (value) => value.toLocaleString('en-US');
const round = (value) => Math.round(value * 10) / 10;
const escaped = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
